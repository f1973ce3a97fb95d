// What the kiosk shows, in Qt Quick: a peer of `./dev bench ui`. shop.js is written from the demo pack.
import QtQuick
import "shop.js" as Pack

Window {
    id: app

    property var shop: Pack.shop
    property var trail: []
    property string words
    property bool helped: false

    function show(name, detail, from) {
        words = "";
        helped = false;
        page.setSource(name + ".qml", detail ? {"article": detail} : {});
        slide.from = from;
        if (from) arrive.restart();
    }

    function go(name, detail) {
        trail.push([name, detail]);
        show(name, detail, 24);
    }

    function touched(id) {
        if (id === "begin" || id === "home") {
            trail = [["Home"]];
            show("Home", undefined, id === "home" ? -24 : 24);
        } else if (id === "question" || id === "find-answer") {
            go("Search");
        } else if (id.startsWith("keyboard/")) {
            words += id === "keyboard/space" ? " " : id.slice("keyboard/".length);
        } else if (id.startsWith("hit-")) {
            go("Article", shop.articles.find((a) => "hit-" + a.id === id));
        } else if (id === "back" && trail.length > 1) {
            trail.pop();
            const [name, detail] = trail[trail.length - 1];
            show(name, detail, -24);
        } else if (id === "helped-yes") {
            helped = true;
        }
    }

    visible: true
    width: 1080
    height: 1920
    flags: Qt.FramelessWindowHint
    color: "#fafaf7"

    Component.onCompleted: if (Qt.application.arguments.includes("where")) where.start()

    Words {
        x: 48
        height: 112
        width: 500
        text: app.shop.name
        font { pixelSize: 36; bold: true }
    }
    Row {
        x: 1080 - 48 - width
        y: 12
        spacing: 16
        Repeater {
            model: ["English", "Text size"]
            Touch {
                width: label.width + 32
                height: 88
                Rectangle { anchors.fill: parent; radius: 20; color: "#e9e9e7"; visible: parent.pressed }
                Words { id: label; x: 16; height: 88; text: modelData }
            }
        }
    }

    Loader {
        id: page
        y: 136
        width: 1080
        height: 1920 - 136 - 144
        source: "Attract.qml"
    }
    ParallelAnimation {
        id: arrive
        NumberAnimation { id: slide; target: page; property: "x"; to: 0; duration: 200; easing.type: Easing.OutQuad }
        NumberAnimation { target: page; property: "opacity"; from: 0; to: 1; duration: 200; easing.type: Easing.OutQuad }
    }

    Item {
        y: 1920 - 112
        width: 1080
        height: 112
        visible: app.trail.length > 0
        BorderImage {
            anchors { fill: parent; margins: -40; topMargin: -48; bottomMargin: -32 }
            source: "shadow.png"
            border { left: 64; top: 64; right: 64; bottom: 64 }
        }
        Rectangle { anchors.fill: parent; color: "white" }
        Row {
            Repeater {
                model: [{"id": "back", "icon": "\uf04d", "text": "Back"}, {"id": "home", "icon": "\uf2dc", "text": "Home"},
                        {"id": "call", "icon": "\uf004", "text": "Call a person"}]
                Touch {
                    touch: modelData.id
                    width: 360
                    height: 112
                    Rectangle { anchors.fill: parent; radius: 20; color: "#e9e9e7"; visible: parent.pressed }
                    Row {
                        anchors.centerIn: parent
                        spacing: 12
                        Icon { text: modelData.icon; height: 112 }
                        Words { text: modelData.text; height: 112; font.bold: modelData.id === "call" }
                    }
                }
            }
        }
    }

    // Started with the word "where", the page says where its things stand, for the finger of the benchmark.
    Timer {
        id: where

        property var screens: [["home", "Home"], ["search", "Search"], ["article", "Article", app.shop.articles.find((a) => a.id === app.shop.popular[0].id)]]
        property var places: ({})
        property int at: -1

        function collect(item, into) {
            if (item.touch) {
                const r = item.mapToItem(null, 0, 0, item.width, item.height);
                into[item.touch] = [r.x, r.y, r.width, r.height];
            }
            for (let i = 0; i < item.children.length; ++i) collect(item.children[i], into);
        }

        interval: 300
        repeat: true
        onTriggered: {
            if (at >= 0) collect(app.contentItem, places[screens[at][0]] = {});
            if (++at < screens.length) {
                app.trail = [["Home"]];
                app.show(screens[at][1], screens[at][2], 0);
            } else {
                console.log("WHERE" + JSON.stringify(places) + "END");
                Qt.quit();
            }
        }
    }
}
