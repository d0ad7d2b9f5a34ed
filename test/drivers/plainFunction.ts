/** Kernel code that has nothing to do with WSK: tables, lists, state machines. */
import type { Random } from './random';

const statements: readonly [(random: Random) => string, ...((random: Random) => string)[]] = [
  (random) => `    Context->Counter[${random.below(8)}] += Length / ${random.below(9) + 1};
`,
  (random) => `    if (Length > ${random.below(4096)}) {
        status = STATUS_INVALID_PARAMETER;
        goto Exit;
    }
`,
  (random) => `    for (index = 0; index < ${random.below(16) + 1}; index += 1) {
        Context->Table[index] = (UCHAR)(Context->Table[index] ^ ${random.below(256)});
        if (Context->Table[index] == 0) {
            continue;
        }
        checksum = (checksum << 1) | (checksum >> 31);
    }
`,
  (random) => `    switch (Context->State) {
    case ${random.below(4)}:
        Context->State = ${random.below(4) + 4};
        break;
    case ${random.below(4) + 4}:
        checksum += Context->Counter[${random.below(8)}];
        // The next state is the first one again.
        Context->State = 0;
        break;
    default:
        status = STATUS_INVALID_DEVICE_STATE;
        break;
    }
`,
  (random) => `    while (checksum > ${random.below(100_000)}) {
        checksum -= Context->Counter[${random.below(8)}] + 1;
    }
`,
];

export function plainFunction(name: string, random: Random): string {
  const body = Array.from({ length: 2 + random.below(6) }, () => random.pick(statements)(random)).join('\n');
  return `typedef struct _${name}_CONTEXT {
    ULONG State;
    ULONG Counter[8];
    UCHAR Table[16];
} ${name}_CONTEXT, *P${name}_CONTEXT;

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
${name}Process(
    _Inout_ P${name}_CONTEXT Context,
    _In_ ULONG Length
    )
{
    NTSTATUS status = STATUS_SUCCESS;
    ULONG checksum = ${random.below(1000)};
    ULONG index;

    UNREFERENCED_PARAMETER(index);

    if (Length == 0) {
        goto Exit;
    }
${body}
Exit:
    Context->Counter[0] = checksum;
    return status;
}
`;
}
