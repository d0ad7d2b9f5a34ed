#pragma once
#include "link.h"

typedef struct _DISK {
    PLINK Link;
    ULONG SectorSize;
} DISK, *PDISK;
