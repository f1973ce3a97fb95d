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

void draw_body(const std::vector<content::Block>& body, frame::Frame& f, Touched& touched) {
    using Kind = content::Block::Kind;
    for (std::size_t i = 0; i < body.size();) {
        const auto& block = body[i];
        const auto text = block.cells.empty() ? frame::Rich() : rich(block.cells.front());
        switch (block.kind) {
            case Kind::heading:
                f.heading(text.plain());
                break;
            case Kind::paragraph:
                open_link(f.paragraph(text), touched);
                break;
            case Kind::bullet:
                open_link(f.bullet(text), touched);
                break;
            case Kind::numbered:
                open_link(f.numbered(block.number, text), touched);
                break;
            case Kind::table_header:
                i = draw_table(body, i, f);
                continue;
            case Kind::table_row:
                break;  // without a header: the pack's builder makes none
        }
        ++i;
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
        f.quiet_text(t("A person can help: they see what you have read."));
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
            if (article.language != m.state.session.language)
                f.status("translate", frame::Tone::neutral, t("This answer is not translated yet."));
            f.lead(article.lead);
            draw_body(article.body, f, touched);
            if (!article.related.empty()) {
                f.heading(t("Related"));
                for (const auto& hit : article.related)
                    if (f.row("related-" + hit.id, hit.title))
                        touched.push_back(kiosk::OpenedHit{hit.kind, hit.id});
            }
        },
        [&] { did_it_help(place, m, f, touched); });
}

}  // namespace storeside::screens
