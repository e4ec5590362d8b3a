// SPDX-License-Identifier: Apache-2.0
// Every GNU extension that erlite uses, each with its fallback, so that no other file needs one.
#ifndef ERLITE_COMPAT_H
#define ERLITE_COMPAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define likely(condition)        __builtin_expect(!!(condition), 1)
#define unlikely(condition)      __builtin_expect(!!(condition), 0)
#define MUST_CHECK               __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#define NO_INLINE                __attribute__((noinline))
#define ALWAYS_INLINE            inline __attribute__((always_inline))
#define UNUSED                   __attribute__((unused))
#define PUBLIC_API               __attribute__((visibility("default")))
// The compiler takes `value` for changed, so that it does not merge the tests before and after.
#define OPAQUE(value) __asm__("" : "+r"(value))
#else
#define likely(condition)   (condition)
#define unlikely(condition) (condition)
#define MUST_CHECK
#define PRINTF_LIKE(text, first)
#define NO_INLINE
#define ALWAYS_INLINE inline
#define UNUSED
#define OPAQUE(value) ((void)0)
#define PUBLIC_API
#endif

// A machine word: a term, a header, a raw payload or a code address.
typedef uint64_t Word;
typedef int64_t SignedWord;
_Static_assert(sizeof(void *) == 8, "erlite needs a 64-bit machine");

#endif
