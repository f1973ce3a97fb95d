// A key that this machine's TPM made and wrapped: what is written down of it is of no use to any other
// machine. For the sources of this folder alone.
#pragma once
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"
#include "sync/pki/handles.hpp"

namespace storeside::pki {

// Whether this is what is written down of one.
bool is_tpm_pem(std::string_view pem);

// Makes one on P-256 and gives its PEM. `unavailable`, and why, when there is no TPM that can be used.
Result<std::string> make_in_tpm();

// Each signature is made in the TPM, which holds nothing of the key before and after it: a TPM has room for
// three keys. `unavailable` when there is no TPM that can be used, invalid_input when this one can't unwrap
// it.
Result<OwnedKey> key_in_tpm(const std::string& pem);

}  // namespace storeside::pki
