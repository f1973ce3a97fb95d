// TLS on 127.0.0.1 in front of a plain server, with a certificate of a small authority of its own.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace storeside {

class TlsFront {
public:
    enum class Certificate { good, expired, of_another_host };

    // Writes the authority's certificate to `ca_file`.
    TlsFront(std::uint16_t behind, Certificate certificate, const std::filesystem::path& ca_file);
    ~TlsFront();

    std::string url() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace storeside
