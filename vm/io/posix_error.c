// SPDX-License-Identifier: Apache-2.0
// The names of the system's error numbers.
#include "io/posix_error.h"

#include <errno.h>
#include <string.h>

static const struct {
    int error;
    const char *name;
} names[] = {
    {E2BIG, "e2big"},
    {EACCES, "eacces"},
    {EADDRINUSE, "eaddrinuse"},
    {EADDRNOTAVAIL, "eaddrnotavail"},
    {EAGAIN, "eagain"},
    {EALREADY, "ealready"},
    {EBADF, "ebadf"},
    {EBUSY, "ebusy"},
    {ECHILD, "echild"},
    {ECONNABORTED, "econnaborted"},
    {ECONNREFUSED, "econnrefused"},
    {ECONNRESET, "econnreset"},
    {EDEADLK, "edeadlk"},
    {EDQUOT, "edquot"},
    {EEXIST, "eexist"},
    {EFAULT, "efault"},
    {EFBIG, "efbig"},
    {EHOSTUNREACH, "ehostunreach"},
    {EINPROGRESS, "einprogress"},
    {EINTR, "eintr"},
    {EINVAL, "einval"},
    {EIO, "eio"},
    {EISCONN, "eisconn"},
    {EISDIR, "eisdir"},
    {ELOOP, "eloop"},
    {EMFILE, "emfile"},
    {EMLINK, "emlink"},
    {EMSGSIZE, "emsgsize"},
    {ENAMETOOLONG, "enametoolong"},
    {ENETUNREACH, "enetunreach"},
    {ENFILE, "enfile"},
    {ENOBUFS, "enobufs"},
    {ENODEV, "enodev"},
    {ENOENT, "enoent"},
    {ENOEXEC, "enoexec"},
    {ENOMEM, "enomem"},
    {ENOSPC, "enospc"},
    {ENOSYS, "enosys"},
    {ENOTCONN, "enotconn"},
    {ENOTDIR, "enotdir"},
    {ENOTEMPTY, "enotempty"},
    {ENOTSUP, "enotsup"},
    {ENOTTY, "enotty"},
    {ENXIO, "enxio"},
    {EOVERFLOW, "eoverflow"},
    {EPERM, "eperm"},
    {EPIPE, "epipe"},
    {ERANGE, "erange"},
    {EROFS, "erofs"},
    {ESPIPE, "espipe"},
    {ESRCH, "esrch"},
    {ESTALE, "estale"},
    {ETIMEDOUT, "etimedout"},
    {ETXTBSY, "etxtbsy"},
    {EXDEV, "exdev"},
};

Term posix_error_atom(AtomTable *atoms, int error)
{
    const char *name = "unknown";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].error == error)
            name = names[i].name;
    }
    Term atom = atom_intern(atoms, name, strlen(name));
    return term_is_none(atom) ? ATOM_TERM(undefined) : atom;
}
