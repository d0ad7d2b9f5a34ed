// Desktop VS Code, where it is installed: the executable behind the `code` command.
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** The `code` command on the PATH; undefined where there is none. */
export function codeCommand() {
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code', 'codium'];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}

/** Windows are drawn somewhere: on Linux only where there is a display. */
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

export function desktopExecutable() {
  const command = codeCommand();
  if (!command || !hasDisplay) return undefined;
  // The command is a script in bin/ of the installation.
  const installation = path.resolve(path.dirname(realpathSync(command)), '..');
  const candidates = {
    win32: [path.join(installation, 'Code.exe')],
    darwin: [path.resolve(installation, '../../MacOS/Electron')],
    linux: [path.join(installation, 'code'), path.join(installation, 'codium')],
  };
  return candidates[process.platform]?.find((file) => existsSync(file));
}
