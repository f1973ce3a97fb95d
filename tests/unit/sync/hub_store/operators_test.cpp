#include "sync/hub_store/operators.hpp"

#include "tests/unit/sync/hub_store/fixture.hpp"

namespace storeside::hub_store {
namespace {

using protocol::Role;

class OperatorList : public HubStore {
protected:
    std::string add(const char* name, Role role) {
        return operators.add({name, role}, "first", clock.now(), random).value();
    }

    Operators operators{database};
};

TEST_F(OperatorList, AnOperatorIsKnownByTheTokenWhichIsNotKept) {
    const auto token = add("nina", Role::author);
    EXPECT_EQ(operators.by_token(token).value()->name, "nina");
    EXPECT_EQ(operators.by_token(token).value()->role, Role::author);
    EXPECT_FALSE(operators.by_token("x").value());
    auto select = database.prepare("SELECT count(*) FROM operator WHERE token_hash = :token").value();
    ASSERT_TRUE(select.bind(":token", token).step());
    EXPECT_EQ(select.integer(0), 0);
}

TEST_F(OperatorList, ANameIsNeverUsedForSomebodyElse) {
    ASSERT_TRUE(operators.allow_first(std::string(64, 'a'), clock.now()));
    const auto token = add("nina", Role::admin);
    ASSERT_TRUE(operators.revoke("nina", clock.now()));
    EXPECT_FALSE(operators.by_token(token).value());
    EXPECT_EQ(operators.add({"nina", Role::viewer}, "first", clock.now(), random).error().code(),
              Errc::conflict);
    EXPECT_EQ(operators.revoke("nina", clock.now()).error().code(), Errc::not_found);
}

TEST_F(OperatorList, TheLastAdminStays) {
    ASSERT_TRUE(operators.allow_first(std::string(64, 'a'), clock.now()));
    add("nina", Role::operator_);
    EXPECT_EQ(operators.revoke("first", clock.now()).error().code(), Errc::conflict);
    add("otto", Role::admin);
    EXPECT_TRUE(operators.revoke("first", clock.now()));
}

TEST_F(OperatorList, ARevokedFirstTokenStaysSoUntilTheFolderHasAnother) {
    const std::string one(64, 'a'), other(64, 'b');
    ASSERT_TRUE(operators.allow_first(one, clock.now()));
    add("otto", Role::admin);
    ASSERT_TRUE(operators.revoke("first", clock.now()));
    ASSERT_TRUE(operators.allow_first(one, clock.now()));
    EXPECT_FALSE(operators.by_token(one).value());
    ASSERT_TRUE(operators.allow_first(other, clock.now()));
    EXPECT_EQ(operators.by_token(other).value()->role, Role::admin);
}

TEST_F(OperatorList, TheAuditHoldsWhatOperatorsAndKiosksDid) {
    Audit audit(database);
    const auto n = audit.begin("nina", "kiosk.revoke", "abc", clock.now()).value();
    clock.advance(std::chrono::seconds(1));
    ASSERT_TRUE(audit.finish(n, "abc", 200));
    ASSERT_TRUE(audit.begin("otto", "pack.publish", "x", clock.now()));
    const auto rows = audit.since({}).value();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].who, "nina");
    EXPECT_EQ(rows[0].status, 200);
    EXPECT_EQ(rows[1].status, 0);
    EXPECT_EQ(audit.since(clock.now()).value().size(), 1U);
}

}  // namespace
}  // namespace storeside::hub_store
