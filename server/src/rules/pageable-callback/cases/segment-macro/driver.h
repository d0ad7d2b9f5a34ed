#pragma once
#include <ntddk.h>
#include <wsk.h>

#define MAY_BE_PAGED __declspec(code_seg("PAGE"))
#define ALWAYS_THERE __declspec(code_seg(".text"))
