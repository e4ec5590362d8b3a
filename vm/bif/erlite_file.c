// SPDX-License-Identifier: Apache-2.0
// Whole files: what module file stands on. Names are binaries in the encoding of the file system,
// without zeros.
#include "bif/bif.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bif/arguments.h"
#include "io/posix_error.h"
#include "term/bits.h"
#include "term/byte_buffer.h"

#define READ_STEP ((size_t)1 << 16)

static Term pair_of(Process *process, Term first, Term second)
{
    Term pair = term_is_none(second) ? TERM_NONE : room_tuple(process_room(process), 2);
    if (term_is_none(pair))
        return fault_no_memory(process);
    tuple_elements(pair)[0] = first;
    tuple_elements(pair)[1] = second;
    return pair;
}

static Term error_of(Process *process, int error)
{
    return pair_of(process, ATOM_TERM(error), posix_error_atom(process_atoms(process), error));
}

// ---- names

// A name as the system wants it.
typedef struct FileName {
    char text[PATH_MAX];
} FileName;

// 0, EINVAL for a term that is no name, or ENAMETOOLONG.
static int file_name_read(FileName *name, Term binary)
{
    if (!term_is_binary(binary))
        return EINVAL;
    BitsView view = bits_view(binary);
    size_t size = view.size / 8;
    if (size >= sizeof name->text)
        return ENAMETOOLONG;
    const uint8_t *bytes = bits_aligned(view, (uint8_t *)name->text);
    if (bytes != (const uint8_t *)name->text)
        memcpy(name->text, bytes, size);
    name->text[size] = '\0';
    return memchr(name->text, '\0', size) ? EINVAL : 0;
}

static int open_again(const char *path, int flags)
{
    int descriptor;
    do
        descriptor = open(path, flags | O_CLOEXEC, 0666);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

// ---- reading

// Reads until `size` bytes are there or the file ends. Returns how many, or -1 with errno set.
static ssize_t read_fully(int descriptor, uint8_t *bytes, size_t size)
{
    size_t count = 0;
    while (count < size) {
        ssize_t got = read(descriptor, bytes + count, size - count);
        if (got > 0)
            count += (size_t)got;
        else if (got == 0)
            break;
        else if (errno != EINTR)
            return -1;
    }
    return (ssize_t)count;
}

// A file that says how large it is.
static Term read_known(Process *process, int descriptor, size_t size)
{
    uint8_t *bytes;
    Term binary = bits_make(process_room(process), &process->vm->memory, size * 8, &bytes);
    if (term_is_none(binary))
        return fault_no_memory(process);
    ssize_t count = read_fully(descriptor, bytes, size);
    if (count < 0)
        return error_of(process, errno);
    if ((size_t)count < size)
        binary = bits_slice(process_room(process), binary, 0, (size_t)count * 8);
    process_charge(process, size / BYTES_PER_REDUCTION);
    return pair_of(process, ATOM_TERM(ok), binary);
}

// A pipe, a device, or a file that the system makes up.
static Term read_unknown(Process *process, int descriptor)
{
    ByteBuffer buffer = byte_buffer_make(&process->vm->memory);
    ssize_t count;
    do {
        uint8_t *bytes = byte_buffer_extend(&buffer, READ_STEP);
        count = bytes ? read_fully(descriptor, bytes, READ_STEP) : 0;
        if (count >= 0 && bytes)
            buffer.size -= READ_STEP - (size_t)count;
    } while (count == (ssize_t)READ_STEP);
    int error = count < 0 ? errno : 0;
    Term binary = error || buffer.failed ? TERM_NONE
                                         : binary_make(process_room(process), &process->vm->memory,
                                                       buffer.bytes, buffer.size);
    process_charge(process, buffer.size / BYTES_PER_REDUCTION);
    byte_buffer_free(&buffer);
    return error ? error_of(process, error) : pair_of(process, ATOM_TERM(ok), binary);
}

// read(Name) -> {ok, Binary} | {error, Reason}
Term bif_erlite_file_read_1(Process *process, const Term *a)
{
    FileName name;
    int error = file_name_read(&name, a[0]);
    if (error == EINVAL)
        return fault_badarg(process);
    int descriptor = error ? -1 : open_again(name.text, O_RDONLY);
    if (descriptor < 0)
        return error_of(process, error ? error : errno);
    struct stat status;
    bool is_known =
        fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
    Term result = is_known ? read_known(process, descriptor, (size_t)status.st_size)
                           : read_unknown(process, descriptor);
    (void)close(descriptor);
    return result;
}

// ---- writing

// 0 or errno.
static int write_fully(int descriptor, const uint8_t *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(descriptor, bytes, size);
        if (written >= 0) {
            bytes += written;
            size -= (size_t)written;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

static int write_file(const char *path, int flags, const uint8_t *bytes, size_t size)
{
    int descriptor = open_again(path, flags);
    if (descriptor < 0)
        return errno;
    int error = write_fully(descriptor, bytes, size);
    if (close(descriptor) != 0 && error == 0 && errno != EINTR)
        error = errno;
    return error;
}

// -1 for an atom that is no mode.
static int write_flags(Term mode)
{
    if (term_same(mode, ATOM_TERM(write)))
        return O_WRONLY | O_CREAT | O_TRUNC;
    if (term_same(mode, ATOM_TERM(append)))
        return O_WRONLY | O_CREAT | O_APPEND;
    if (term_same(mode, ATOM_TERM(exclusive)))
        return O_WRONLY | O_CREAT | O_EXCL;
    return -1;
}

// write(Name, Binary, write | append | exclusive) -> ok | {error, Reason}
Term bif_erlite_file_write_3(Process *process, const Term *a)
{
    FileName name;
    int error = file_name_read(&name, a[0]), flags = write_flags(a[2]);
    if (error == EINVAL || flags < 0 || !term_is_binary(a[1]))
        return fault_badarg(process);
    BitsView view = bits_view(a[1]);
    size_t size = view.size / 8;
    Memory *memory = &process->vm->memory;
    uint8_t *scratch = view.offset && size ? memory_alloc(memory, size) : NULL;
    if (view.offset && size && !scratch)
        return fault_no_memory(process);
    if (!error)
        error = write_file(name.text, flags, bits_aligned(view, scratch), size);
    memory_free(memory, scratch, scratch ? size : 0);
    process_charge(process, size / BYTES_PER_REDUCTION);
    return error ? error_of(process, error) : ATOM_TERM(ok);
}

// ---- the current directory

// get_cwd() -> {ok, Binary} | {error, Reason}
Term bif_erlite_file_get_cwd_0(Process *process, const Term *a)
{
    (void)a;
    FileName name;
    if (!getcwd(name.text, sizeof name.text))
        return error_of(process, errno);
    Term binary =
        binary_make(process_room(process), &process->vm->memory, name.text, strlen(name.text));
    return pair_of(process, ATOM_TERM(ok), binary);
}
