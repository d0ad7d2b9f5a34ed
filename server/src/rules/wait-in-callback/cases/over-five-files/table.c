#include "net.h"
const WSK_CLIENT_CONNECTION_DISPATCH PeerDispatch = {
    NULL,
    PeerDisconnect,
    NULL
};
