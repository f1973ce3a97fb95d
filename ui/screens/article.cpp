// Article: the answer in two lines first, then the rest, then whether it helped.
#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

frame::Rich rich(const std::vector<content::Span>& spans) {
    frame::Rich out;
    for (const auto& span : spans) out.spans.push_back({span.text, span.strong, span.article});
    return out;
}

std::string plain(const std::vector<content::Span>& spans) { return rich(spans).plain(); }

void open_link(const std::optional<std::string>& article, Touched& touched) {
    if (article) touched.push_back(kiosk::OpenedHit{content::Hit::Kind::article, *article});
}

// A table is one header and the rows that follow it; returns where the text goes on.
std::size_t draw_table(const std::vector<content::Block>& body, std::size_t at, frame::Frame& f) {
    std::vector<std::string> headings;
    for (const auto& cell : body[at].cells) headings.push_back(plain(cell));
    std::vector<std::vector<std::string>> rows;
    for (++at; at < body.size() && body[at].kind == content::Block::Kind::table_row; ++at) {
        auto& row = rows.emplace_back();
        for (const auto& cell : body[at].cells) row.push_back(plain(cell));
    }
    f.table(headings, rows);
    return at;
}

struct Sign {
    const char* icon;
    frame::Tone tone;
    std::string word;
};

Sign sign_of(content::Callout callout, const text::Texts& t) {
    switch (callout) {
        case content::Callout::tip:
            return {"lightbulb", frame::Tone::positive, t("Tip")};
        case content::Callout::warning:
            return {"alert", frame::Tone::warning, t("Please note")};
        case content::Callout::note:
        case content::Callout::none:
            break;
    }
    return {"information", frame::Tone::neutral, t("Good to know")};
}

constexpr float kIndent = 40;  // dp a list is further in than the one around it

void draw_text(const content::Block& block, frame::Frame& f, Touched& touched) {
    using Kind = content::Block::Kind;
    const auto text = block.cells.empty() ? frame::Rich() : rich(block.cells.front());
    if (block.kind == Kind::heading) return f.heading(text.plain());
    if (block.kind == Kind::picture) return f.figure(shown(block.picture));
    f.indented(kIndent * static_cast<float>(block.depth), [&] {
        if (block.kind == Kind::paragraph) open_link(f.paragraph(text), touched);
        if (block.kind == Kind::bullet) open_link(f.bullet(text), touched);
        if (block.kind == Kind::numbered) open_link(f.numbered(block.number, text), touched);
    });
}

void draw_body(const std::vector<content::Block>& body, const Model& m, frame::Frame& f, Touched& touched) {
    using Kind = content::Block::Kind;
    for (std::size_t i = 0; i < body.size();) {
        const auto& block = body[i];
        if (block.kind == Kind::table_header) {
            i = draw_table(body, i, f);
            continue;
        }
        ++i;
        if (block.kind != Kind::callout) {
            draw_text(block, f, touched);
            continue;
        }
        const auto begin = i;
        while (i < body.size() && body[i].callout == block.callout && body[i].kind != Kind::callout) ++i;
        const auto sign = sign_of(block.callout, m.texts);
        f.callout("callout-" + std::to_string(begin), sign.icon, sign.tone, sign.word, [&] {
            for (auto inside = begin; inside < i; ++inside) draw_text(body[inside], f, touched);
        });
    }
}

void did_it_help(const kiosk::Reading& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    if (!place.helped) {
        f.heading(t("Did this help?"));
        f.grid("helped", 2, 2, [&] {
            if (f.secondary("helped-yes", t("Yes"), "thumb-up")) touched.push_back(kiosk::Helped{true});
            if (f.secondary("helped-no", t("No"), "thumb-down")) touched.push_back(kiosk::Helped{false});
        });
    } else if (*place.helped) {
        f.status("check-circle", frame::Tone::positive, t("Good. Anything else? Otherwise you are done."));
        if (f.primary("finish", t("I am done"))) touched.push_back(kiosk::Finished{});
    } else {
        f.status("information", frame::Tone::neutral, t("A person can help: they see what you have read."));
        ask_person(m, f, touched);
    }
}

}  // namespace

void draw(const kiosk::Reading& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    if (place.loading == kiosk::Loading::waiting) return;  // it takes a few milliseconds: nothing flickers
    if (place.loading == kiosk::Loading::missing) return answer_is_gone(m, f, touched);
    const auto& article = place.article;
    f.columns(
        "article",
        [&] {
            f.title(article.title);
            not_translated(article.language, m, f);
            f.lead(article.lead);
            draw_body(article.body, m, f, touched);
            if (!article.related.empty()) {
                f.heading(t("Related"));
                for (const auto& hit : article.related)
                    if (f.row("related-" + hit.id, hit.title, language_caption(hit, m)))
                        touched.push_back(kiosk::OpenedHit{hit.kind, hit.id});
            }
        },
        [&] { did_it_help(place, m, f, touched); });
}

}  // namespace storeside::screens
