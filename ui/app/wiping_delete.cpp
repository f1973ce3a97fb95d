// Memory that this program gives back is overwritten first: a shopper's words pass through strings, vectors
// and queues, and none of them may leave a copy behind for whoever reads the process or the swap.
#include <malloc.h>
#include <string.h>

#include <cstdlib>
#include <new>

void operator delete(void* memory) noexcept {
    if (memory) explicit_bzero(memory, malloc_usable_size(memory));
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }
void operator delete[](void* memory) noexcept { operator delete(memory); }
void operator delete[](void* memory, std::size_t) noexcept { operator delete(memory); }
