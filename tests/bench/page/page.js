// Home, search with a keyboard, an article: what is touched and what it does, like the kiosk's.
"use strict";

const page = document.getElementById("page");
const icon = (name) => `<svg><use href="#${name}"/></svg>`;
const row = (hit) => `<button class="row" data-id="hit-${hit.id}"><span>${hit.title}</span>${icon("chevron")}</button>`;
const card = (id, picture, title, text) =>
    `<button class="card" data-id="${id}"><i>${icon(picture)}</i><span><b>${title}</b><small>${text}</small></span>` +
    `${icon("chevron")}</button>`;

const screens = {
    attract: () => `<button class="attract" data-id="begin"><h1>${shop.greeting}</h1>Touch to begin</button>`,
    home: () => `
        <h1>What can we help you with?</h1>
        <button class="field" data-id="question">${icon("magnify")}Type a few words</button>
        ${card("find-answer", "book", "Find an answer", "Search or browse by topic")}
        ${card("find-order", "parcel", "Find my order", "With its number and your e-mail")}
        ${card("call-person", "person", "Call a person", "Here in the store or in a chat")}
        <h2>Often asked</h2>${shop.popular.map(row).join("")}`,
    search: () => `<div class="search">
        <button class="field typing">${icon("magnify")}<span id="words">Type a few words</span></button>
        <div class="results" id="results"><h2>Often asked</h2>${shop.popular.map(row).join("")}</div>
        <div class="keyboard">${["qwertyuiop", "asdfghjkl", "zxcvbnm"].map((keys) => `<div class="keys">${
            [...keys].map((key) => `<button data-id="keyboard/${key}"><span>${key}</span></button>`).join("")}</div>`
        ).join("")}<div class="keys"><button class="wide" data-id="keyboard/space"><span>Space</span></button></div></div>
        </div>`,
    article: (id) => {
        const article = shop.articles.find((a) => a.id === id);
        return `<div class="search"><div class="results"><h1>${article.title}</h1><p class="lead">${article.lead}</p>
            ${article.body.map((text) => `<p>${text}</p>`).join("")}</div>
            <div id="helped"><h2>Did this help?</h2><div class="half"><button data-id="helped-yes">Yes</button>
            <button data-id="helped-no">No</button></div></div></div>`;
    },
};

let words = "";
const trail = [];

function show(name, detail, motion) {
    words = "";
    page.innerHTML = screens[name](detail);
    page.className = "";
    void page.offsetWidth;  // or else the animation would not begin again
    page.className = motion;
    page.scrollTop = 0;
}

function go(name, detail) {
    trail.push([name, detail]);
    show(name, detail, "forward");
}

function type(letter) {
    words += letter;
    document.getElementById("words").textContent = words;
    const found = shop.articles.filter((a) => (a.title + " " + a.lead).toLowerCase().includes(words));
    document.getElementById("results").innerHTML = found.slice(0, 20).map((hit) =>
        `<button class="row" data-id="hit-${hit.id}"><span>${hit.title}<small>${hit.lead}</small></span>${icon("chevron")}</button>`
    ).join("");
}

function touched(id) {
    if (id === "begin" || id === "home") {
        trail.length = 0;
        trail.push(["home"]);
        show("home", undefined, id === "home" ? "back" : "forward");
    } else if (id === "question" || id === "find-answer") {
        go("search");
    } else if (id.startsWith("keyboard/")) {
        type(id === "keyboard/space" ? " " : id.slice("keyboard/".length));
    } else if (id.startsWith("hit-")) {
        go("article", id.slice("hit-".length));
    } else if (id === "back" && trail.length > 1) {
        trail.pop();
        show(...trail.at(-1).concat([undefined]).slice(0, 2), "back");
    } else if (id === "helped-yes") {
        document.getElementById("helped").innerHTML =
            '<p class="good">Good. Anything else? Otherwise you are done.</p><button class="primary">I am done</button>';
    }
}

document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-id]");
    if (target) touched(target.dataset.id);
});
document.addEventListener("contextmenu", (event) => event.preventDefault());
document.getElementById("store").textContent = shop.name;
show("attract", undefined, "");

// With ?where the page says where its things stand instead, for the finger of the benchmark.
if (location.search === "?where") {
    const where = {};
    for (const [name, detail] of [["home"], ["search"], ["article", shop.popular[0].id]]) {
        show(name, detail, "");
        where[name] = {};
        for (const thing of document.querySelectorAll("[data-id]")) {
            const r = thing.getBoundingClientRect();
            where[name][thing.dataset.id] = [r.x, r.y, r.width, r.height];
        }
    }
    document.body.textContent = "WHERE" + JSON.stringify(where) + "END";
}
