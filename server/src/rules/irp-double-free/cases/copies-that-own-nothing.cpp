// CASE: what is copied into a parameter ends there, and not the object that a reference stands for
#include <ntddk.h>
#include <wsk.h>

class Keeper
{
public:
    explicit Keeper(PIRP irp) : m_irp(irp), m_owns(true) {}
    Keeper(const Keeper& other) : m_irp(other.m_irp), m_owns(false) {}
    Keeper(Keeper&& other) : m_irp(other.m_irp), m_owns(other.m_owns) { other.m_owns = false; }
    ~Keeper() { if (m_owns) IoFreeIrp(m_irp); }
    Keeper& Self() { return *this; }
    PIRP Get() const { return m_irp; }

private:
    PIRP m_irp;
    bool m_owns;
};

static ULONG Stacks(Keeper keeper)
{
    return static_cast<ULONG>(keeper.Get()->StackCount);
}

ULONG ByReferenceCast()
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp)
        return 0;
    Keeper keeper(irp);
    return Stacks(static_cast<const Keeper&>(keeper)); // NOT(irp-double-free)
} // NOT(irp-double-free)

ULONG ByReturnedReference()
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp)
        return 0;
    Keeper keeper(irp);
    return Stacks(keeper.Self()); // NOT(irp-double-free)
} // NOT(irp-double-free)

ULONG GivenAway()
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp)
        return 0;
    Keeper keeper(irp);
    return Stacks(static_cast<Keeper&&>(keeper)); // NOT(irp-double-free)
} // NOT(irp-double-free)

class Note
{
public:
    PIRP m_seen = nullptr;
};

class Slot
{
public:
    ~Slot() { if (m_irp) IoFreeIrp(m_irp); }
    void Put(PIRP irp) { m_irp = irp; }
    void Leave(Note& note) { note.m_seen = m_irp; m_irp = nullptr; }
    void Leave(const Note& note) const { UNREFERENCED_PARAMETER(note); }
    void Show(Note& note) const { note.m_seen = m_irp; }

private:
    PIRP m_irp = nullptr;
};

void LeftWithTheNote()
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp)
        return;
    Note note;
    Slot slot;
    slot.Put(irp);
    slot.Leave(note);
    IoFreeIrp(note.m_seen);
} // NOT(irp-double-free)

void ShownToTheNote()
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp)
        return;
    Note note;
    Slot slot; // EXPECT(irp-double-free)
    slot.Put(irp);
    slot.Show(note);
    IoFreeIrp(note.m_seen); // OR(irp-double-free)
} // OR(irp-double-free)
