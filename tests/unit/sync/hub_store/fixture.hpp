// A hub's database with one kiosk in it.
#pragma once
#include <gtest/gtest.h>

#include "sync/hub_store/kiosks.hpp"
#include "sync/hub_store/store.hpp"
#include "tests/fakes/let_in.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::hub_store {

class HubStore : public testing::Test {
protected:
    LetIn enrol(const std::string& name = "Aisle 7") {
        Kiosks kiosks(database);
        return let_in(kiosks, name, authority, clock, random);
    }
    Id fresh() { return make_id(clock.now(), random); }

    TemporaryFolder folder;
    ManualClock clock;
    SeededRandom random{1};
    pki::Authority authority = std::move(pki::Authority::open(folder.path(), clock.now(), random).value());
    db::Database database = std::move(open(folder.path()).value());
    Id kiosk = enrol().kiosk;
};

}  // namespace storeside::hub_store
