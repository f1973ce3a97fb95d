// What can fail returns a Result; what went wrong is an Error that gathers context on its way up.
#pragma once
#include <chrono>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace storeside {

// What kind of trouble it is, and so who can do something about it. `remedy()` holds the words for each.
enum class Errc {
    invalid_input,  // bytes from outside are not what they should be
    not_found,
    conflict,     // somebody else changed it first
    denied,       // a password, token or right is missing
    unavailable,  // the other side can't be reached or asks to come back later: try again
    unknown,      // it may or may not have happened: look before trying again
    corrupt,      // our own data is damaged
    too_new,      // written by a newer program
    disk_full,
    internal,  // the last one
};

std::string_view name(Errc code);

// What the reader of a message can do about this kind of trouble, one sentence.
std::string_view remedy(Errc code);

class [[nodiscard]] Error {
public:
    Error(Errc code, std::string message) : code_(code), message_(std::move(message)) {}

    Errc code() const { return code_; }
    const std::string& message() const { return message_; }

    // How long the other side asked to be left alone; 0 when it did not say.
    std::chrono::seconds retry_after() const { return retry_after_; }
    Error retry_after(std::chrono::seconds pause) && {
        retry_after_ = pause;
        return std::move(*this);
    }

    // "opening pack demo.pack: manifest: no languages": the outermost context comes first.
    Error with_context(std::string_view context) && {
        message_.insert(0, ": ").insert(0, context);
        return std::move(*this);
    }

private:
    Errc code_;
    std::string message_;
    std::chrono::seconds retry_after_{0};
};

template <class T>
using Result = std::expected<T, Error>;

// Returns from a function that gives a Result: `return failure(Errc::not_found, "no article 'x'");`
inline std::unexpected<Error> failure(Errc code, std::string message) {
    return std::unexpected(Error(code, std::move(message)));
}

// Adds context to a failed result on its way up: `return failure(std::move(opened.error()), "opening the
// pack");`
inline std::unexpected<Error> failure(Error&& error, std::string_view context) {
    return std::unexpected(std::move(error).with_context(context));
}

}  // namespace storeside

#define STORESIDE_JOIN_(a, b) a##b
#define STORESIDE_JOIN(a, b) STORESIDE_JOIN_(a, b)

// Passes an error up: RETURN_IF_ERROR(database.execute("…"));
#define RETURN_IF_ERROR(expression)                                                                    \
    do {                                                                                               \
        if (auto result_ = (expression); !result_) return std::unexpected(std::move(result_.error())); \
    } while (false)

// Passes an error up or declares the value: ASSIGN_OR_RETURN(auto database, Database::open(path));
#define ASSIGN_OR_RETURN(declaration, expression) \
    ASSIGN_OR_RETURN_(STORESIDE_JOIN(result_, __LINE__), declaration, expression)
#define ASSIGN_OR_RETURN_(result, declaration, expression)              \
    auto result = (expression);                                         \
    if (!(result)) return std::unexpected(std::move((result).error())); \
    declaration = std::move(*(result))
