#include "firmware/kiosk/event_json.hpp"

#include <gtest/gtest.h>

#include <boost/core/type_name.hpp>
#include <boost/mp11.hpp>

#include "tests/fakes/seeded_random.hpp"

namespace storeside::kiosk {
namespace {

TEST(EventJson, EveryEventIsNamedAsItsTypeAndReadBack) {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Event>>([](auto type) {
        using E = typename decltype(type)::type;
        const Envelope envelope{from_micros(1'795'356'187'000'000), Id{}, E{}};
        EXPECT_EQ(boost::core::type_name<E>(), "storeside::kiosk::" + std::string(name(envelope.event)));
        const std::string line = to_json_line(envelope, Words::keep);
        const auto read = parse_json_line(line);
        ASSERT_TRUE(read) << line << ": " << read.error().message();
        EXPECT_EQ(read->event.index(), envelope.event.index());
        EXPECT_EQ(to_json_line(*read, Words::keep), line);
    });
}

TEST(EventJson, EveryPlaceIsNamedAsItsType) {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Place>>([](auto type) {
        using P = typename decltype(type)::type;
        EXPECT_EQ(boost::core::type_name<P>(), "storeside::kiosk::" + std::string(name(Place(P{}))));
    });
}

TEST(EventJson, WordsOfAShopperAreHiddenUnlessAskedFor) {
    const Envelope typed{{}, {}, Typed{"άννα"}};
    EXPECT_EQ(std::get<Typed>(parse_json_line(to_json_line(typed, Words::hide))->event).text, "xxxx");
    EXPECT_EQ(std::get<Typed>(parse_json_line(to_json_line(typed, Words::keep))->event).text, "άννα");
    const Envelope scanned{{}, {}, Scanned{"BB-10023"}};
    EXPECT_EQ(to_json_line(scanned, Words::hide).find("10023"), std::string::npos);
    const Envelope reply{{}, {}, ReplyArrived{{.text = "Your code is 123"}}};
    EXPECT_EQ(to_json_line(reply, Words::hide).find("123"), std::string::npos);
    const Envelope chosen{{}, {}, ChoseSuggestion{"anna"}};
    EXPECT_EQ(to_json_line(chosen, Words::hide).find("anna"), std::string::npos);
    const Envelope found{{}, {}, Found{{}, {}, {"anna drill"}}};
    EXPECT_EQ(to_json_line(found, Words::hide).find("anna"), std::string::npos);
    const Envelope mistyped{{}, {}, Found{{}, {}, {}, "anna drill"}};
    EXPECT_EQ(to_json_line(mistyped, Words::hide).find("anna"), std::string::npos);
    EXPECT_EQ(std::get<Found>(parse_json_line(to_json_line(mistyped, Words::keep))->event).corrected,
              "anna drill");
    const Envelope order{{}, {}, OrderArrived{{}, OrderArrived::Outcome::found, {.number = "BB-10023"}}};
    EXPECT_EQ(to_json_line(order, Words::hide).find("10023"), std::string::npos);
    const Envelope answered{{}, {}, Answered{{}, {.order_number = Secret("BB-10023")}}};
    EXPECT_EQ(to_json_line(answered, Words::hide).find("10023"), std::string::npos);
    EXPECT_NE(to_json_line(answered, Words::keep).find("BB-10023"), std::string::npos);
}

TEST(EventJson, NeverHoldsTheBytesOfAPicture) {
    const auto media = std::make_shared<const content::Media>(content::Media{"key", "BYTES"});
    content::Article article{.id = "x"};
    article.body = {{.kind = content::Block::Kind::picture, .picture = {"media/x.png", "A plan", media}}};
    const auto line = to_json_line({{}, {}, ArticleLoaded{{}, article}}, Words::keep);
    EXPECT_EQ(line.find("BYTES"), std::string::npos);
    const auto read = std::get<ArticleLoaded>(parse_json_line(line)->event);
    EXPECT_EQ(*read.article, article);
}

TEST(EventJson, MembersLeftOutHaveTheirDefaults) {
    const auto read = parse_json_line(R"({"event":"OpenedHit","id":"returns"})");
    ASSERT_TRUE(read);
    EXPECT_EQ(std::get<OpenedHit>(read->event).kind, content::Hit::Kind::article);
}

TEST(EventJson, WhatIsWrongIsNamed) {
    for (const auto& [line, word] : {std::pair{"{", "JSON"},
                                     {"[]", "object"},
                                     {R"({"event":"Jumped"})", "Jumped"},
                                     {R"({"event":"Rated","score":"five"})", "score"},
                                     {R"({"event":"Rated","stars":5})", "stars"},
                                     {R"({"event":"OpenedHit","kind":"film"})", "kind"},
                                     {R"({"event":"Answered","answer":{"intent":"joke"}})", "intent"},
                                     {R"({"event":"Tick","now":"noon"})", "noon"}}) {
        const auto read = parse_json_line(line);
        ASSERT_FALSE(read) << line;
        EXPECT_NE(read.error().message().find(word), std::string::npos) << read.error().message();
    }
}

}  // namespace
}  // namespace storeside::kiosk
