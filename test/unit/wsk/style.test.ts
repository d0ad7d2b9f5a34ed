/** Generated functions look like those of the file that they go into. */
import assert from 'node:assert/strict';
import { codeStyle, enableFunction, signallingRoutine } from '../../../server/src/wsk/source';

function routineIn(file: string): string[] {
  return signallingRoutine('Done', codeStyle(file)).trimEnd().split('\n').slice(0, 7);
}

describe('generated functions', () => {
  it('have their heads on one line where the file has them there', () => {
    assert.deepEqual(routineIn('static VOID F(PIRP Irp)\n{\n    IoFreeIrp(Irp);\n}\n').slice(0, 2), [
      'static NTSTATUS NTAPI Done(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)',
      '{',
    ]);
  });

  it('have the result, and each parameter, on lines of their own where the file has them there', () => {
    const file =
      'NTSTATUS\nBind(\n  _In_ PWSK_SOCKET Socket,\n  _In_ PIRP Irp\n  )\n{\n  return Call(Socket,\n    Irp);\n}\n';
    assert.deepEqual(routineIn(file), [
      'static NTSTATUS NTAPI',
      'Done(',
      '  _In_ PDEVICE_OBJECT DeviceObject,',
      '  _In_ PIRP Irp,',
      '  _In_opt_ PVOID Context',
      '  )',
      '{',
    ]);
  });

  it('close the parameters where the file closes them', () => {
    const file =
      '_IRQL_requires_max_(DISPATCH_LEVEL)\nstatic VOID\nF(\n\t_In_ PIRP Irp,\n\t_In_ ULONG Size)\n{\n\tG();\n}\n';
    assert.deepEqual(routineIn(file).slice(2, 6), [
      '\t_In_ PDEVICE_OBJECT DeviceObject,',
      '\t_In_ PIRP Irp,',
      '\t_In_opt_ PVOID Context)',
      '{',
    ]);
  });

  it('have comments as the file has them', () => {
    const comment = (file: string): string =>
      enableFunction(
        { name: 'Enable', category: undefined, language: 'c', comment: 'Enables.' },
        undefined,
        codeStyle(file),
      ).split('\n', 1)[0] ?? '';
    assert.equal(comment('//\n// Binds.\n//\nVOID F(VOID);\n'), '// Enables.');
    assert.equal(comment('/* Binds. */\nVOID F(VOID);\n'), '/* Enables. */');
    assert.equal(comment('// Copyright\nVOID F(VOID);\n'), '/* Enables. */');
  });

  it('are not laid out by prototypes, calls and macros', () => {
    const file =
      'NTSTATUS\nBind(\n    PIRP Irp\n    );\n\nDEFINE_GUID(\n    A,\n    1);\n\nVOID F(PIRP Irp)\n{\n    G(\n        1\n        );\n}\n';
    assert.equal(
      routineIn(file)[0],
      'static NTSTATUS NTAPI Done(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)',
    );
  });
});
