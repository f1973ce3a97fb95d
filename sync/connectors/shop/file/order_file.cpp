#include "sync/connectors/shop/file/order_file.hpp"

#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <charconv>
#include <unordered_set>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "sync/connectors/shop/answer.hpp"
#include "sync/connectors/shop/choice.hpp"

namespace storeside::connectors {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxBytes = 16 << 20;
constexpr std::size_t kMaxOrders = 100'000;
constexpr std::size_t kPageSize = 100;
constexpr std::size_t kMaxText = 200;
constexpr std::size_t kMaxItems = 100;
constexpr std::size_t kMaxSteps = 30;
constexpr std::size_t kMaxParcels = 20;
constexpr std::int64_t kMaxHours = 10 * 366 * 24;

std::unexpected<Error> wrong(std::string_view key, std::string_view what) {
    return failure(Errc::invalid_input, fmt::format("'{}' {}", key, what));
}

Result<std::string> text_of(const json::object& object, std::string_view key, bool required) {
    const auto* value = object.if_contains(key);
    if (!value && !required) return std::string();
    if (!value || !value->is_string()) return wrong(key, "must be a text");
    const auto& text = value->get_string();
    if (text.size() > kMaxText) return wrong(key, "is too long");
    if (required && text.empty()) return wrong(key, "must not be empty");
    return std::string(text);
}

Result<std::int64_t> number_of(const json::object& object, std::string_view key, std::int64_t min,
                               std::int64_t max) {
    const auto* value = object.if_contains(key);
    if (!value || !value->is_int64()) return wrong(key, "must be a whole number");
    if (value->get_int64() < min || value->get_int64() > max)
        return wrong(key, fmt::format("must be from {} to {}", min, max));
    return value->get_int64();
}

Result<orders::State> state_of(const json::object& object) {
    ASSIGN_OR_RETURN(const auto text, text_of(object, "state", true));
    if (const auto state = orders::parse_state(text)) return *state;
    return wrong("state", fmt::format("is '{}', which is no state of an order", text));
}

Result<std::vector<json::object>> objects_of(const json::object& object, std::string_view key,
                                             std::size_t max) {
    const auto* value = object.if_contains(key);
    if (!value || !value->is_array()) return wrong(key, "must be a list");
    if (value->get_array().size() > max) return wrong(key, "is too long");
    std::vector<json::object> objects;
    for (const auto& entry : value->get_array()) {
        if (!entry.is_object()) return wrong(key, "must be a list of objects");
        objects.push_back(entry.get_object());
    }
    return objects;
}

Result<std::vector<std::string>> parcels_of(const json::object& object) {
    std::vector<std::string> parcels;
    const auto* value = object.if_contains("parcels");
    if (!value) return parcels;
    if (!value->is_array()) return wrong("parcels", "must be a list");
    if (value->get_array().size() > kMaxParcels) return wrong("parcels", "is too long");
    for (const auto& entry : value->get_array()) {
        if (!entry.is_string()) return wrong("parcels", "must be a list of texts");
        const auto& code = entry.get_string();
        if (code.size() > kMaxText || orders::normalised_number(code).empty())
            return wrong("parcels", "holds what is no parcel's code");
        parcels.emplace_back(code);
    }
    return parcels;
}

}  // namespace

struct OrderFile::Reader {
    static Result<Time> time(const json::object& object, std::string_view key) {
        ASSIGN_OR_RETURN(const auto text, text_of(object, key, true));
        if (const auto time = shop_time(text)) return *time;
        return wrong(key, "is not a time like \"2026-11-22T14:03:07Z\"");
    }

    // The time of `at_key`, or the hours of `hours_key`, to be taken `direction` times.
    static Result<When> when(const json::object& object, std::string_view at_key, std::string_view hours_key,
                             std::int64_t least, int direction) {
        When when;
        if (object.contains(at_key)) {
            ASSIGN_OR_RETURN(when.at, time(object, at_key));
        } else {
            ASSIGN_OR_RETURN(const auto hours, number_of(object, hours_key, least, kMaxHours));
            when.from_now = std::chrono::hours(direction * hours);
        }
        return when;
    }

    static Result<Row> row(const json::object& object, Time now) {
        Row row;
        ASSIGN_OR_RETURN(row.known.order.number, text_of(object, "number", true));
        ASSIGN_OR_RETURN(row.known.buyer.email, text_of(object, "email", false));
        ASSIGN_OR_RETURN(row.known.buyer.phone, text_of(object, "phone", false));
        ASSIGN_OR_RETURN(row.known.buyer.postcode, text_of(object, "postcode", false));
        ASSIGN_OR_RETURN(row.known.order.state, state_of(object));
        ASSIGN_OR_RETURN(row.known.order.carrier, text_of(object, "carrier", false));
        ASSIGN_OR_RETURN(auto parcels, parcels_of(object));
        for (auto& code : parcels)
            row.known.order.parcels.push_back({row.known.order.carrier, std::move(code), std::nullopt});
        row.known.reference = row.known.order.number;
        ASSIGN_OR_RETURN(row.known.order.pickup_desk, text_of(object, "pickup_desk", false));
        ASSIGN_OR_RETURN(const auto items, objects_of(object, "items", kMaxItems));
        for (const auto& item : items) {
            ASSIGN_OR_RETURN(auto name, text_of(item, "name", true));
            ASSIGN_OR_RETURN(const auto quantity, number_of(item, "quantity", 1, 10'000));
            row.known.order.items.push_back({std::move(name), static_cast<int>(quantity)});
        }
        ASSIGN_OR_RETURN(const auto timeline, objects_of(object, "timeline", kMaxSteps));
        for (const auto& step : timeline) {
            ASSIGN_OR_RETURN(const auto state, state_of(step));
            ASSIGN_OR_RETURN(const auto at, when(step, "at", "hours_ago", 0, -1));
            if (!row.timeline.empty() && row.timeline.back().when.seen(now) > at.seen(now))
                return wrong("timeline", "must begin with the oldest");
            row.timeline.push_back({state, at});
        }
        if (object.contains("due_in_hours") || object.contains("due")) {
            ASSIGN_OR_RETURN(row.due, when(object, "due", "due_in_hours", -kMaxHours, 1));
        }
        return row;
    }
};

Result<OrderFile> OrderFile::open(const std::filesystem::path& path, const Clock& clock) {
    std::error_code error;
    const auto written = std::filesystem::last_write_time(path, error);
    ASSIGN_OR_RETURN(const auto text, read_file(path, kMaxBytes));
    auto file = parse(text, clock);
    if (!file) return failure(std::move(file.error()), path.string());
    file->path_ = path;
    if (!error) file->written_ = written;
    return file;
}

Result<OrderFile> OrderFile::parse(std::string_view text, const Clock& clock) {
    if (text.size() > kMaxBytes) return failure(Errc::invalid_input, "the file is too large");
    json::error_code error;
    json::parse_options options;
    options.max_depth = 8;
    const auto document = json::parse(text, error, {}, options);
    if (error) return failure(Errc::invalid_input, "this is not JSON: " + error.message());
    if (!document.is_object()) return failure(Errc::invalid_input, "this is no object with 'orders'");
    ASSIGN_OR_RETURN(const auto objects, objects_of(document.get_object(), "orders", kMaxOrders));

    OrderFile file(clock);
    std::unordered_set<std::string> numbers;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        auto row = Reader::row(objects[i], clock.now());
        if (!row) return failure(std::move(row.error()), fmt::format("order {}", i + 1));
        std::vector<std::string> codes{row->known.order.number};
        for (const auto& parcel : row->known.order.parcels) codes.push_back(parcel.tracking);
        for (const auto& code : codes)
            if (!numbers.emplace(orders::normalised_number(code).view()).second)
                return failure(Errc::invalid_input,
                               fmt::format("order {}: '{}' is there already", i + 1, code));
        file.rows_.push_back(std::move(*row));
    }
    return file;
}

KnownOrder OrderFile::at(const Row& row, Time now) {
    auto known = row.known;
    for (const auto& step : row.timeline) known.order.timeline.push_back({step.state, step.when.seen(now)});
    if (!row.timeline.empty()) known.changed_at = row.timeline.back().when.seen(now);
    if (row.due) known.order.due = row.due->seen(now);
    known.order.as_of = now;
    return known;
}

void OrderFile::read_again_if_it_changed() {
    if (path_.empty()) return;
    std::error_code error;
    const auto written = std::filesystem::last_write_time(path_, error);
    if (error || written == written_) return;
    written_ = written;
    auto fresh = open(path_, *clock_);
    if (fresh)
        rows_ = std::move(fresh->rows_);
    else
        log_error("shop " + name_, fresh.error());
}

// Every order is looked at and a factor is always compared, so that the time taken does not tell whether one
// exists.
Result<std::optional<KnownOrder>> OrderFile::look_up(const orders::Question& question) {
    read_again_if_it_changed();
    const Row nobody{{{}, {"nobody@example.org", "+00 0000000000", "00000"}, {}, {}, {}, {}}, {}, {}};
    const Row* found = nullptr;
    for (const auto& row : rows_)
        if (is_asked_for(row.known, question.number.view())) found = found ? &nobody : &row;
    const bool theirs =
        orders::factor_matches(question.factor.view(), found ? found->known.buyer : nobody.known.buyer);
    if (!found || found == &nobody || !theirs) return std::nullopt;
    return at(*found, clock_->now());
}

Result<OrderPage> OrderFile::recent(const std::string& store, Time since, const std::string& cursor) {
    read_again_if_it_changed();
    std::size_t row = 0;
    const auto* end = cursor.data() + cursor.size();
    const auto [stop, error] = std::from_chars(cursor.data(), end, row);
    if (!cursor.empty() && (error != std::errc() || stop != end))
        return failure(Errc::invalid_input, "this is no cursor of a file of orders");
    OrderPage page;
    const auto now = clock_->now();
    for (; row < rows_.size() && page.orders.size() < kPageSize; ++row) {
        auto known = at(rows_[row], now);
        if (known.changed_at >= since && concerns(known, store)) page.orders.push_back(std::move(known));
    }
    if (row < rows_.size()) page.next = std::to_string(row);
    return page;
}

Result<std::optional<KnownOrder>> OrderFile::read(const std::string& reference) {
    read_again_if_it_changed();
    for (const auto& row : rows_)
        if (row.known.reference == reference) return at(row, clock_->now());
    return std::nullopt;
}

Result<ShopNews> OrderFile::verify_webhook(const Headers&, const std::string&) const {
    return failure(Errc::not_found, "a file of orders sends no webhooks");
}

std::vector<Finding> OrderFile::check() {
    std::size_t provable = 0;
    for (const auto& row : rows_)
        provable += !row.known.buyer.email.empty() || !row.known.buyer.phone.empty() ||
                    !row.known.buyer.postcode.empty();
    std::vector<Finding> findings{
        {Finding::Kind::works, fmt::format("The file holds {} orders.", rows_.size())}};
    if (provable < rows_.size())
        findings.push_back(
            {Finding::Kind::limited,
             fmt::format("{} of them have neither e-mail nor phone nor postcode: nobody can prove that "
                         "they are theirs.",
                         rows_.size() - provable)});
    findings.push_back({Finding::Kind::works, "The hub reads the file again when it changes."});
    return findings;
}

}  // namespace storeside::connectors
