// CASE: a status of another type, compared with its own success
#include <ntddk.h>
#include <wsk.h>
typedef int PORT_STATUS;
#define PORT_STATUS_SUCCESS ((PORT_STATUS)0)
PORT_STATUS PortAttach(PDRIVER_OBJECT driver);
VOID PortDetach(VOID);
VOID PortForget(LIST_ENTRY *ports);
static LIST_ENTRY Ports;
static WSK_REGISTRATION Reg;
static const WSK_CLIENT_DISPATCH Client = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static VOID NTAPI Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    PortDetach();
    WskDeregister(&Reg);
}
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI npi = { NULL, &Client };
    PORT_STATUS status;
    UNREFERENCED_PARAMETER(path);
    do {
        driver->DriverUnload = Unload;
        status = WskRegister(&npi, &Reg);
        if (status != PORT_STATUS_SUCCESS) break;
        status = PortAttach(driver);
        if (status != PORT_STATUS_SUCCESS) {
            PortForget(&Ports);
            break;
        }
    } while (FALSE);
    return status; // EXPECT(not-deregistered)
}
