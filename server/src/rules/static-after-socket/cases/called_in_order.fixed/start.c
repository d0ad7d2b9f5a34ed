// CASE: two helpers of two files, called in the wrong order by a third
#include "gopher.h"

NTSTATUS GopherStart(PGOPHER Gopher)
{
    NTSTATUS Status;

    Status = GopherStaticEvents(Gopher);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Status = GopherOpenSocket(Gopher);
    if (NT_SUCCESS(Status)) {
        DbgPrint("gopher: socket %p\n", Gopher->Socket);


    }
    return Status;
}
