#include "sync/connectors/shop/file/order_file.hpp"

#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <unordered_set>

#include "firmware/base/file.hpp"

namespace storeside::connectors {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxBytes = 16 << 20;
constexpr std::size_t kMaxOrders = 100'000;
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
    static Result<Row> row(const json::object& object) {
        Row row;
        ASSIGN_OR_RETURN(row.order.number, text_of(object, "number", true));
        ASSIGN_OR_RETURN(row.buyer.email, text_of(object, "email", false));
        ASSIGN_OR_RETURN(row.buyer.phone, text_of(object, "phone", false));
        ASSIGN_OR_RETURN(row.buyer.postcode, text_of(object, "postcode", false));
        ASSIGN_OR_RETURN(row.order.state, state_of(object));
        ASSIGN_OR_RETURN(row.order.carrier, text_of(object, "carrier", false));
        ASSIGN_OR_RETURN(row.parcels, parcels_of(object));
        ASSIGN_OR_RETURN(row.order.pickup_desk, text_of(object, "pickup_desk", false));
        ASSIGN_OR_RETURN(const auto items, objects_of(object, "items", kMaxItems));
        for (const auto& item : items) {
            ASSIGN_OR_RETURN(auto name, text_of(item, "name", true));
            ASSIGN_OR_RETURN(const auto quantity, number_of(item, "quantity", 1, 10'000));
            row.order.items.push_back({std::move(name), static_cast<int>(quantity)});
        }
        ASSIGN_OR_RETURN(const auto timeline, objects_of(object, "timeline", kMaxSteps));
        for (const auto& step : timeline) {
            ASSIGN_OR_RETURN(const auto state, state_of(step));
            ASSIGN_OR_RETURN(const auto ago, number_of(step, "hours_ago", 0, kMaxHours));
            if (!row.timeline.empty() && row.timeline.back().ago < std::chrono::hours(ago))
                return wrong("timeline", "must begin with the oldest");
            row.timeline.push_back({state, std::chrono::hours(ago)});
        }
        if (object.contains("due_in_hours")) {
            ASSIGN_OR_RETURN(const auto due, number_of(object, "due_in_hours", -kMaxHours, kMaxHours));
            row.due_in = std::chrono::hours(due);
        }
        return row;
    }
};

Result<OrderFile> OrderFile::open(const std::filesystem::path& path, const Clock& clock) {
    ASSIGN_OR_RETURN(const auto text, read_file(path, kMaxBytes));
    auto file = parse(text, clock);
    if (!file) return failure(std::move(file.error()), path.string());
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
        auto row = Reader::row(objects[i]);
        if (!row) return failure(std::move(row.error()), fmt::format("order {}", i + 1));
        auto codes = row->parcels;
        codes.push_back(row->order.number);
        for (const auto& code : codes)
            if (!numbers.emplace(orders::normalised_number(code).view()).second)
                return failure(Errc::invalid_input,
                               fmt::format("order {}: '{}' is there already", i + 1, code));
        file.rows_.push_back(std::move(*row));
    }
    return file;
}

// Each code is compared, also after one that is right: see find().
bool OrderFile::is_asked_for(const Row& row, std::string_view code) {
    bool asked = orders::number_matches(code, row.order.number);
    for (const auto& parcel : row.parcels) asked = orders::parcel_matches(code, parcel) || asked;
    return asked;
}

// Every order is looked at and a factor is always compared, so that the time taken does not tell whether one
// exists.
Result<std::optional<orders::Order>> OrderFile::find(const orders::Question& question) {
    const Row nobody{{"nobody@example.org", "+00 0000000000", "00000"}, {}, {}, {}, {}};
    const Row* found = nullptr;
    for (const auto& row : rows_)
        if (is_asked_for(row, question.number.view())) found = found ? &nobody : &row;
    const bool theirs = orders::factor_matches(question.factor.view(), found ? found->buyer : nobody.buyer);
    if (!found || found == &nobody || !theirs) return std::nullopt;

    const auto now = clock_->now();
    auto order = found->order;
    for (const auto& step : found->timeline) order.timeline.push_back({step.state, now - step.ago});
    if (found->due_in) order.due = now + *found->due_in;
    order.as_of = now;
    return order;
}

}  // namespace storeside::connectors
