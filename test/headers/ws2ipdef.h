/* What driver code uses of this header stands in ws2def.h and in the generated wsk.h. */
#pragma once
#include "ws2def.h"
