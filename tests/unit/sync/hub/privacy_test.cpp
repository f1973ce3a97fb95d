// Somebody asks what is known of them, or to be forgotten; and the keys that records are sealed to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "sync/hub_store/store.hpp"
#include "sync/protocol/access.hpp"
#include "sync/protocol/privacy.hpp"
#include "tests/fakes/planted_words.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside {
namespace {

using protocol::Subject;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class HubPrivacy : public testing::Test {
protected:
    Id fresh() { return make_id(from_micros(1'795'356'187'000'000), random); }
    protocol::SyncAnswer send(std::vector<journal::Record> records) {
        protocol::SyncRequest request;
        request.outbox = std::move(records);
        request.cursor = cursor;
        const auto response = hub.call("POST", "/v1/sync", kiosk, protocol::encode(request));
        EXPECT_EQ(response.status, 200) << response.body;
        auto answer = protocol::decode_sync_answer(response.body).value();
        cursor = answer.cursor;
        mail.insert(mail.end(), answer.mail.begin(), answer.mail.end());
        return answer;
    }
    journal::Record sealed(const journal::Record& record) {
        return protocol::seal(*send({}).desired.seal_key, record).value();
    }
    // A ticket and a message in which somebody gave address and number, both in the helpdesk.
    Id ask(const std::string& email = "anna@example.org", const std::string& phone = "+49 171 5550017") {
        const auto id = fresh();
        const auto sequence = next_sequence;
        next_sequence += 2;
        const auto before = hub.helpdesk.tickets().size();
        send({ticket_record(id, sequence, "Write to " + email),
              message_record(fresh(), id, sequence + 1, "or call " + phone)});
        EXPECT_TRUE(soon([&] {
            const auto all = hub.helpdesk.tickets();
            return all.size() == before + 1 && std::ranges::all_of(all, [&](const auto& t) {
                       return t.second.escalation.ticket.id != id || !t.second.entries.empty();
                   });
        }));
        // The helpdesk has it; the hub knows that it has.
        EXPECT_TRUE(soon([&] { return find({.ticket = to_string(id)}).tickets.at(0).ref != ""; }));
        return id;
    }
    protocol::Found find(const Subject& subject) {
        const auto answer = hub.by_operator("POST", "/v1/privacy/find", protocol::encode(subject));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return protocol::decode_found(answer.body).value_or(protocol::Found{});
    }
    http::Response try_to_erase(const Subject& subject) {
        http::Response answer;
        // While the helpdesk is being told of it the hub asks to come again.
        soon([&] {
            answer = hub.by_operator("POST", "/v1/privacy/erase", protocol::encode(subject));
            return answer.status != 409;
        });
        return answer;
    }
    protocol::Erased erase(const Subject& subject) {
        const auto answer = try_to_erase(subject);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return protocol::decode_erased(answer.body).value_or(protocol::Erased{});
    }

    SeededRandom random{1};
    RunningHub hub;
    TestKiosk kiosk = hub.enrol();
    journal::Cursor cursor;
    std::vector<journal::Mail> mail;
    journal::Sequence next_sequence = 1;
};

TEST_F(HubPrivacy, ASealedTicketReachesTheHelpdesk) {
    const auto id = fresh();
    const auto answer = send({sealed(ticket_record(id, 1, "Where is the paint?"))});
    EXPECT_EQ(answer.acked, 1);
    ASSERT_TRUE(soon([&] { return hub.helpdesk.tickets_with(id) == 1; }));
    EXPECT_EQ(hub.helpdesk.tickets().begin()->second.escalation.ticket.question, "Where is the paint?");
}

TEST_F(HubPrivacy, WhatCanNotBeOpenedIsAcknowledgedKeptAndCounted) {
    const auto stranger = protocol::make_seal_pair().value();
    const auto lost = protocol::seal(stranger.key, ticket_record(fresh(), 1)).value();
    auto moved = sealed(ticket_record(fresh(), 2));
    moved.id = fresh();
    const auto good = sealed(ticket_record(fresh(), 3));
    EXPECT_EQ(send({lost, moved, good}).acked, 3);
    EXPECT_TRUE(soon([&] { return hub.helpdesk.tickets_with(good.id) == 1; }));
    EXPECT_EQ(hub.helpdesk.tickets_with(moved.id), 0);
    const auto status = protocol::decode_seal_status(hub.by_operator("GET", "/v1/privacy/keys").body).value();
    EXPECT_EQ(status.unreadable, 2);
    EXPECT_THAT(words_found(hub.data(), {lost.body}), SizeIs(1)) << "whole, for whoever has the key";
}

TEST_F(HubPrivacy, ANewKeyReachesAWaitingKioskAndTheOldOneStillOpens) {
    const auto old = sealed(ticket_record(fresh(), 1));
    const auto now = send({});
    auto waiting = std::async(std::launch::async, [&] {
        protocol::SyncRequest request;
        request.cursor = now.cursor;
        request.reported.version = now.desired.version;
        request.wait = 300;
        return hub.call("POST", "/v1/sync", kiosk, protocol::encode(request));
    });
    EXPECT_EQ(hub.by_operator("POST", "/v1/privacy/keys", "{}").status, 200);
    const auto told = protocol::decode_sync_answer(waiting.get().body).value();
    EXPECT_NE(told.desired.seal_key, now.desired.seal_key);
    EXPECT_EQ(send({old}).acked, 1);
    EXPECT_TRUE(soon([&] { return hub.helpdesk.tickets_with(old.id) == 1; }));
    hub.stop();
    hub.start();
    EXPECT_EQ(send({}).desired.seal_key, told.desired.seal_key);
}

TEST_F(HubPrivacy, FindsSomebodyByTicketAddressAndNumber) {
    const auto id = ask();
    ask("joanna@example.org", "0171 5550018");
    for (const auto& subject : {Subject{.ticket = short_code(id)}, Subject{.ticket = to_string(id)},
                                Subject{.email = " Anna@Example.org"}, Subject{.phone = "0171/5550017"}}) {
        const auto found = find(subject);
        ASSERT_THAT(found.tickets, SizeIs(1)) << protocol::encode(subject);
        EXPECT_EQ(found.tickets[0].id, id);
        EXPECT_EQ(found.tickets[0].records, 2);
        EXPECT_EQ(found.tickets[0].helpdesk, "fake");
        EXPECT_EQ(found.loose, 0);
    }
    EXPECT_THAT(find({.email = "nobody@example.org"}).tickets, IsEmpty());
}

TEST_F(HubPrivacy, WhoIsAskedForMustBeClear) {
    const auto status = [this](const std::string& body) {
        return hub.by_operator("POST", "/v1/privacy/find", body).status;
    };
    EXPECT_EQ(status("{}"), 400);
    EXPECT_EQ(status(R"({"email":"anna@example.org","phone":"0171 5550017"})"), 400);
    EXPECT_EQ(status(R"({"email":"anna"})"), 400);
    EXPECT_EQ(status(R"({"phone":"12"})"), 400);
    EXPECT_EQ(status(R"({"ticket":"ZZZ-ZZZ"})"), 404);
    EXPECT_EQ(hub.call("POST", "/v1/privacy/find", kiosk, R"({"email":"anna@example.org"})").status, 401);
    EXPECT_EQ(hub.call("POST", "/v1/privacy/erase", "", R"({"email":"anna@example.org"})").status, 401);
}

TEST_F(HubPrivacy, TheExportHoldsEverythingTheySaidAndWereTold) {
    ask();
    hub.helpdesk.agent_replies("1", "We have written to you");
    ASSERT_TRUE(soon([&] { return send({}), mail.size() >= 2; }));
    const auto report = hub.by_operator("POST", "/v1/privacy/export", R"({"email":"anna@example.org"})").body;
    for (const auto* words :
         {"Write to anna@example.org", "or call +49 171 5550017", "We have written to you",
          "\"asked_for\":{\"email\":\"anna@example.org\"}", "Aisle 7"})
        EXPECT_THAT(report, HasSubstr(words));
}

TEST_F(HubPrivacy, ErasingForgetsThemOnTheHubInTheHelpdeskAndAtTheKiosk) {
    const auto id = ask();
    const auto other = ask("joanna@example.org", "0171 5550018");
    hub.helpdesk.agent_replies("1", "planted-reply");
    ASSERT_TRUE(soon([&] { return send({}), mail.size() >= 4; }));
    const std::vector<std::string> words{"Write to anna@example.org", "171 5550017", "planted-reply"};
    EXPECT_THAT(words_found(hub.data(), words), SizeIs(3));

    const auto erased = erase({.email = "anna@example.org"});
    ASSERT_THAT(erased.found.tickets, SizeIs(1));
    EXPECT_EQ(erased.found.tickets[0].id, id);
    EXPECT_THAT(erased.left, IsEmpty());
    EXPECT_THAT(words_found(hub.data(), words), IsEmpty());
    EXPECT_THAT(find({.email = "anna@example.org"}).tickets, IsEmpty());
    EXPECT_EQ(hub.helpdesk.tickets_with(id), 0);
    EXPECT_EQ(hub.helpdesk.tickets_with(other), 1);
    EXPECT_THAT(find({.ticket = to_string(other)}).tickets, SizeIs(1));

    mail.clear();
    send({});
    ASSERT_THAT(mail, SizeIs(1));
    EXPECT_EQ(mail[0].kind, protocol::kErase);
    const auto order = protocol::decode_erase(mail[0].body).value();
    EXPECT_EQ(order.ticket, id);
    EXPECT_THAT(order.records, SizeIs(2));
    EXPECT_EQ(try_to_erase({.ticket = to_string(id)}).status, 404) << "it is known no more";
}

TEST_F(HubPrivacy, WhatTheHelpdeskCanNotEraseIsListedForAPerson) {
    ask();
    hub.helpdesk.cannot_erase("fake still holds the words of ticket 1");
    EXPECT_THAT(erase({.email = "anna@example.org"}).left,
                testing::ElementsAre("fake still holds the words of ticket 1"));
    ask("joanna@example.org");
    hub.helpdesk.fail_all(FakeHelpdesk::Fault::refuse, 1'000'000);
    const auto erased = erase({.email = "joanna@example.org"});
    ASSERT_THAT(erased.left, SizeIs(1));
    EXPECT_THAT(erased.left[0], HasSubstr("fake could not be asked to erase 2"));
    EXPECT_THAT(find({.email = "joanna@example.org"}).tickets, IsEmpty());
}

TEST_F(HubPrivacy, WhoAskedIsInTheAuditAndOfWhomIsNot) {
    ask();
    find({.email = "anna@example.org"});
    erase({.email = "anna@example.org"});
    EXPECT_EQ(try_to_erase({.ticket = "ZZZ-ZZZ"}).status, 404);
    const auto body = hub.by_operator("GET", "/v1/audit").body;
    EXPECT_THAT(body, Not(HasSubstr("anna")));
    std::vector<std::string> seen;
    const auto rows = protocol::decode_audit_rows(body).value();
    for (const auto& row : rows)
        if (row.what.starts_with("privacy.") && row.status != 409)
            seen.push_back(row.who + " " + row.what + " " + std::to_string(row.status));
    EXPECT_THAT(seen, testing::IsSupersetOf(
                          {"first privacy.find 200", "first privacy.erase 200", "first privacy.erase 404"}));
}

TEST_F(HubPrivacy, WhatAHelpdeskIsBeingToldIsNotErasedUnderItsHands) {
    const auto id = fresh();
    hub.helpdesk.fail_all(FakeHelpdesk::Fault::lose_answer, 1'000'000);
    send({ticket_record(id, 1)});
    ASSERT_TRUE(soon([&] {
        const auto ticket = hub.by_operator("GET", "/v1/tickets/" + to_string(id));
        return !protocol::decode_ticket_detail(ticket.body).value().row.trouble.empty();
    }));
    // The job comes and goes between leased and unknown until the helpdesk gives an answer.
    ASSERT_TRUE(soon([&] {
        return hub.by_operator("POST", "/v1/privacy/erase",
                               protocol::encode(Subject{.ticket = to_string(id)}))
                   .status == 409;
    }));
    hub.helpdesk.fail_all(FakeHelpdesk::Fault::refuse, 0);
    EXPECT_THAT(erase({.ticket = to_string(id)}).found.tickets, SizeIs(1));
    EXPECT_EQ(hub.helpdesk.tickets_with(id), 0);
}

TEST_F(HubPrivacy, WhatIsErasedDoesNotComeBackWhenAKioskSendsItAgain) {
    const auto id = ask();
    erase({.ticket = to_string(id)});
    const auto late = message_record(fresh(), id, 4, "planted-late");
    const auto answer = send({ticket_record(id, 3, "planted-again"), sealed(late)});
    EXPECT_EQ(answer.acked, 4) << "or the kiosk would send it for ever";
    EXPECT_THAT(words_found(hub.data(), {"planted-again", "planted-late"}), IsEmpty());
    EXPECT_EQ(hub.by_operator("GET", "/v1/tickets/" + to_string(id)).status, 404);
}

TEST_F(HubPrivacy, WhatIsErasedIsErasedAgainWhenABackupBringsItBack) {
    const auto id = ask();
    hub.stop();
    const TemporaryFolder backup;
    std::filesystem::copy(hub.data() / "hub.db", backup.path() / "hub.db");
    hub.start();
    erase({.ticket = to_string(id)});
    hub.stop();
    std::filesystem::remove(hub.data() / "hub.db-wal");
    std::filesystem::remove(hub.data() / "hub.db-shm");
    std::filesystem::copy(backup.path() / "hub.db", hub.data() / "hub.db",
                          std::filesystem::copy_options::overwrite_existing);
    EXPECT_THAT(words_found(hub.data(), {"anna@example.org"}), SizeIs(1));
    hub.start();
    EXPECT_EQ(hub.by_operator("GET", "/v1/tickets/" + to_string(id)).status, 404);
    EXPECT_EQ(send({ticket_record(id, 1, "planted-again")}).acked, 1);
    EXPECT_EQ(hub.by_operator("GET", "/v1/tickets/" + to_string(id)).status, 404);
    hub.stop();
    EXPECT_THAT(words_found(hub.data(), {"anna@example.org", "planted-again"}), IsEmpty());
    hub.start();
}

TEST_F(HubPrivacy, AHubThatStartsTakesAwayWhatIsTooOld) {
    const auto old = ask("anna@example.org"), recent = ask("joanna@example.org");
    hub.stop();
    {
        auto database = hub_store::open(hub.data()).value();
        auto age = database.prepare("UPDATE ticket SET touched_at = 0 WHERE id = :id").value();
        ASSERT_TRUE(age.bind(":id", old).run());
    }
    hub.start();
    EXPECT_TRUE(soon([&] { return hub.by_operator("GET", "/v1/tickets/" + to_string(old)).status == 404; }));
    EXPECT_EQ(hub.by_operator("GET", "/v1/tickets/" + to_string(recent)).status, 200);
}

TEST_F(HubPrivacy, ARecordWithoutATicketIsFoundAndErased) {
    const tickets::Rating rating{.id = fresh(),
                                 .created_at = from_micros(1'795'356'188'000'000),
                                 .score = 1,
                                 .comment = "0171 555 00 17"};
    send({{1, rating.id, "rating", rating.created_at, protocol::encode(rating)}});
    EXPECT_EQ(find({.phone = "+49 171 5550017"}).loose, 1);
    EXPECT_EQ(erase({.phone = "+49 171 5550017"}).found.loose, 1);
    EXPECT_EQ(find({.phone = "+49 171 5550017"}).loose, 0);
    mail.clear();
    send({});
    ASSERT_THAT(mail, SizeIs(1));
    EXPECT_THAT(protocol::decode_erase(mail[0].body)->records, testing::ElementsAre(rating.id));
}

// A hub that follows a shop in which Anna has an order and Otto another.
class HubPrivacyOfBuyers : public testing::Test {
protected:
    static connectors::Shops shops() {
        connectors::Shops shops;
        shops.add(std::make_unique<FakeShop>("online"), {});
        auto source = std::make_unique<FakeShop>("online");
        for (const auto* name : {"anna", "otto"}) {
            PlacedOrder order;
            order.number = std::string("W-") + name;
            order.buyer.email = std::string(name) + "@example.org";
            order.placed = order.changed = SystemClock().now();
            source->place(order);
        }
        shops.follow(std::move(source), {.poll = std::chrono::milliseconds(20)});
        return shops;
    }
    protocol::Found find(const Subject& subject) {
        const auto answer = hub.by_operator("POST", "/v1/privacy/find", protocol::encode(subject));
        return protocol::decode_found(answer.body).value_or(protocol::Found{});
    }
    const Subject anna{.ticket = {}, .email = "Anna@example.org", .phone = {}};
    RunningHub hub{shops()};
};

TEST_F(HubPrivacyOfBuyers, FindsExportsAndErasesTheirOrdersAndNoOthers) {
    ASSERT_TRUE(soon([&] { return find(anna).orders == 1; }));
    const auto report = hub.by_operator("POST", "/v1/privacy/export", protocol::encode(anna)).body;
    EXPECT_THAT(report, HasSubstr("W-anna"));
    EXPECT_THAT(report, Not(HasSubstr("W-otto")));
    const auto answer = hub.by_operator("POST", "/v1/privacy/erase", protocol::encode(anna));
    ASSERT_EQ(answer.status, 200);
    const auto erased = protocol::decode_erased(answer.body).value();
    EXPECT_EQ(erased.found.orders, 1);
    ASSERT_THAT(erased.left, SizeIs(1));
    EXPECT_THAT(erased.left[0], HasSubstr("the shop 'online' itself has 1 of their orders"));
    EXPECT_EQ(find(anna).orders, 0);
    EXPECT_EQ(find({.email = "otto@example.org"}).orders, 1);
}

}  // namespace
}  // namespace storeside
