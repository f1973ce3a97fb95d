#include <gtest/gtest.h>

#include "sync/hub/operator_table.hpp"
#include "sync/protocol/access.hpp"
#include "tests/fakes/running_hub.hpp"

namespace storeside {
namespace {

using protocol::Role;

class Access : public testing::Test {
protected:
    std::string token_of(const std::string& name, Role role) {
        const auto answer =
            hub.by_operator("POST", "/v1/operators", protocol::encode(protocol::OperatorRequest{name, role}));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return protocol::decode_operator_answer(answer.body).value().token;
    }
    int status(const std::string& token, const std::string& method, const std::string& path) {
        return hub.call(method, path, token, method == "GET" ? "" : "{}").status;
    }
    std::vector<protocol::AuditRow> audit() {
        return protocol::decode_audit_rows(hub.by_operator("GET", "/v1/audit").body).value();
    }

    RunningHub hub;
};

TEST_F(Access, ARoleMayWhatThoseBeforeItMayAndNothingMore) {
    struct Wish {
        Role least;
        std::string method, path;
    };
    const std::string nobody = "00000000-0000-0000-0000-000000000001";
    const std::vector<Wish> wishes{{Role::viewer, "GET", "/v1/kiosks"},
                                   {Role::viewer, "GET", "/v1/tickets"},
                                   {Role::author, "PUT", "/v1/packs/" + std::string(64, 'a') + ".pack"},
                                   {Role::operator_, "POST", "/v1/invites"},
                                   {Role::operator_, "POST", "/v1/kiosks/" + nobody + "/revoke"},
                                   {Role::operator_, "POST", "/v1/tickets/x/reply"},
                                   {Role::operator_, "POST", "/v1/tickets/x/close"},
                                   {Role::operator_, "GET", "/v1/audit"},
                                   {Role::viewer, "GET", "/v1/jobs"},
                                   {Role::operator_, "POST", "/v1/jobs/1/retry"},
                                   {Role::operator_, "POST", "/v1/jobs/1/drop"},
                                   {Role::viewer, "GET", "/v1/privacy/keys"},
                                   {Role::operator_, "POST", "/v1/privacy/find"},
                                   {Role::operator_, "POST", "/v1/privacy/export"},
                                   {Role::operator_, "POST", "/v1/privacy/erase"},
                                   {Role::admin, "POST", "/v1/privacy/keys"},
                                   {Role::viewer, "GET", "/v1/settings"},
                                   {Role::operator_, "POST", "/v1/settings"},
                                   {Role::operator_, "POST", "/v1/groups/add"},
                                   {Role::admin, "GET", "/v1/operators"},
                                   {Role::admin, "POST", "/v1/operators"},
                                   {Role::admin, "POST", "/v1/operators/x/revoke"}};
    for (const auto role : {Role::viewer, Role::author, Role::operator_, Role::admin}) {
        const auto token = token_of("a-" + std::string(protocol::name(role)), role);
        for (const auto& wish : wishes) {
            const bool refused = status(token, wish.method, wish.path) == 403;
            EXPECT_EQ(refused, role < wish.least)
                << protocol::name(role) << " " << wish.method << " " << wish.path;
        }
    }
}

TEST_F(Access, ARevokedTokenIsWorthNothing) {
    const auto token = token_of("nina", Role::admin);
    EXPECT_EQ(status(token, "GET", "/v1/kiosks"), 200);
    EXPECT_EQ(hub.by_operator("POST", "/v1/operators/nina/revoke", "{}").status, 200);
    EXPECT_EQ(status(token, "GET", "/v1/kiosks"), 401);
    EXPECT_EQ(hub.by_operator("POST", "/v1/operators/first/revoke", "{}").status, 409);
}

TEST_F(Access, EveryChangeIsInTheAuditWithWhoAndOnWhat) {
    const auto kiosk = hub.enrol();
    const auto token = token_of("nina", Role::operator_);
    EXPECT_EQ(status(token, "POST", "/v1/kiosks/" + to_string(kiosk.kiosk) + "/revoke"), 200);
    EXPECT_EQ(status(token, "POST", "/v1/tickets/ZZZ-ZZZ/close"), 404);
    EXPECT_EQ(status(token, "GET", "/v1/kiosks"), 200);
    const auto rows = audit();
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].who + " " + rows[0].what + " " + rows[0].target,
              "first kiosk.invite Bramble / Aisle 7");
    EXPECT_EQ(rows[1].who + " " + rows[1].what + " " + rows[1].target, "first operator.add nina as operator");
    EXPECT_EQ(rows[2].who + " " + rows[2].what + " " + rows[2].target,
              "nina kiosk.revoke " + to_string(kiosk.kiosk));
    EXPECT_EQ(rows[3].status, 404);
    EXPECT_EQ(hub.by_operator("GET", "/v1/audit?since=yesterday").status, 400);
}

TEST_F(Access, WhatStaffDidOnAKioskIsInTheAudit) {
    const auto kiosk = hub.enrol();
    protocol::SyncRequest request;
    SystemRandom random;
    const auto id = make_id(SystemClock().now(), random);
    request.outbox = {
        {1, id, "audit", {}, protocol::encode(protocol::Audit{id, {}, "staff.signed_in", "Nadia"})}};
    ASSERT_EQ(hub.call("POST", "/v1/sync", kiosk, protocol::encode(request)).status, 200);
    const auto rows = audit();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[1].who, "Bramble / Aisle 7");
    EXPECT_EQ(rows[1].what, "staff.signed_in");
    EXPECT_EQ(rows[1].target, "Nadia");
}

TEST(OperatorTable, APathHasOnePartInPlaceOfTheStar) {
    using hub::target_in;
    EXPECT_EQ(target_in("/v1/tickets/K7Q/reply", "/v1/tickets/*/reply"), "K7Q");
    EXPECT_EQ(target_in("/v1/kiosks", "/v1/kiosks"), "");
    EXPECT_FALSE(target_in("/v1/tickets//reply", "/v1/tickets/*/reply"));
    EXPECT_FALSE(target_in("/v1/tickets/a/b/reply", "/v1/tickets/*/reply"));
    EXPECT_FALSE(target_in("/v1/tickets/", "/v1/tickets/*"));
    EXPECT_FALSE(target_in("/v1/kiosksx", "/v1/kiosks"));
}

}  // namespace
}  // namespace storeside
