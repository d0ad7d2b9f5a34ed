/* Included before every C file of the compile checks: what the WDK's compiler knows and mingw-w64 does not. */
#ifndef WSK_TEST_SAL_EXTRA_H
#define WSK_TEST_SAL_EXTRA_H

#include <sal.h>
#if __has_include(<driverspecs.h>)
#include <driverspecs.h>
#endif
#include "sal-names.h"

/* Structured exceptions: both blocks are compiled, none is run. */
#define __try if (1)
#define __except(filter) else if (filter)
#define __finally if (1)

#include <ntddk.h>
#include "kernel-extra.h"

#endif
