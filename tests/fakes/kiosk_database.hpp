// A fresh kiosk.db with the newest schema, in a folder of its own.
#pragma once
#include "config/kiosk_schema.hpp"
#include "firmware/db/database.hpp"
#include "firmware/db/migrations.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside {

struct KioskDatabase {
    TemporaryFolder folder;
    db::Database database =
        db::Database::open(folder.path() / "kiosk.db", db::Database::Mode::read_write).value();

    KioskDatabase() { db::migrate(database, config::kiosk_migrations()).value(); }
};

}  // namespace storeside
