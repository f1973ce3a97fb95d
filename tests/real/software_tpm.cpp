#include "tests/real/software_tpm.hpp"

#include <dlfcn.h>

#include <cstdlib>

#include "firmware/base/file.hpp"
#include "tests/fakes/eventually.hpp"
#include "tests/real/debian.hpp"

namespace storeside::real {
namespace {

// LD_LIBRARY_PATH is read when a process begins. Who is loaded already is not looked for: each after those it
// needs.
Result<void> load_libraries(const std::string& folder) {
    for (const auto* name : {"libtss2-rc.so.0", "libtss2-mu.so.0", "libtss2-sys.so.1", "libtss2-esys.so.0",
                             "libtss2-tctildr.so.0", "libtss2-tcti-swtpm.so.0"})
        if (!::dlopen((folder + "/" + name).c_str(), RTLD_NOW | RTLD_GLOBAL))
            return failure(Errc::internal, ::dlerror());
    return {};
}

}  // namespace

Result<SoftwareTpm> SoftwareTpm::start(const std::filesystem::path& source,
                                       const std::filesystem::path& folder) {
    ASSIGN_OR_RETURN(
        const auto debian,
        unpacked(source, "tpm",
                 {"swtpm", "swtpm-libs", "libtpms0", "tpm2-openssl", "libtss2-esys-3.0.2-0", "libtss2-mu0",
                  "libtss2-rc0", "libtss2-sys1", "libtss2-tctildr0", "libtss2-tcti-swtpm0"}));
    const auto& libraries = debian.libraries;
    RETURN_IF_ERROR(load_libraries(libraries));
    const auto socket = folder / "tpm.socket", log = folder / "tpm.log";
    std::error_code ignored;
    std::filesystem::remove(socket, ignored);
    ASSIGN_OR_RETURN(auto process, Process::start({debian.root + "/usr/bin/swtpm", "socket", "--tpm2",
                                                   "--tpmstate", "dir=" + folder.string(), "--server",
                                                   "type=unixio,path=" + socket.string(), "--ctrl",
                                                   "type=unixio,path=" + socket.string() + ".ctrl", "--flags",
                                                   "not-need-init,startup-clear"},
                                                  log, {debian.search_path() + ":" + libraries + "/swtpm"}));
    if (!eventually([&] { return !process.running() || std::filesystem::exists(socket); }) ||
        !process.running())
        return failure(Errc::internal, "swtpm does not start: " + read_file(log, 1 << 20).value_or(""));
    std::vector<std::string> environment{debian.search_path(),
                                         "OPENSSL_MODULES=" + libraries + "/ossl-modules",
                                         "TPM2OPENSSL_TCTI=swtpm:path=" + socket.string()};
    ::setenv("OPENSSL_MODULES", (libraries + "/ossl-modules").c_str(), 1);
    ::setenv("TPM2OPENSSL_TCTI", ("swtpm:path=" + socket.string()).c_str(), 1);
    return SoftwareTpm(std::move(process), std::move(environment));
}

}  // namespace storeside::real
