/** `wsk-lint map`. */
import { workspaceMap } from '../features/map/callbackMap';
import { mapReport } from '../features/map/report';
import { mapSvg } from '../features/map/svg';
import { mapText, type Style } from '../features/map/text';
import { featureTexts } from '../features/language';
import { ruleIds } from '../features/ruleCatalog';
import { LineIndex } from '../text/source';
import type { Place } from '../wsk/place';
import { loadConfig } from './config';
import type { Contents } from './contents';
import { exitStatus, usageError, type ExitStatus } from './failure';
import { Project } from './project';
import { told, type Shell } from './shell';
import { select } from './selection';
import { escapeControls, toJson, type Paint } from './terminal';

export const mapFormats = ['text', 'json', 'svg'] as const;
export type MapFormat = (typeof mapFormats)[number];

export function toMapFormat(text: string): MapFormat {
  const format = mapFormats.find((candidate) => candidate === text);
  if (!format) throw usageError('usage.choice', { option: '--format', choices: mapFormats.join(', '), text });
  return format;
}

class Lines {
  private readonly byFile = new Map<string, LineIndex>();

  constructor(private readonly texts: Contents) {}

  /** From 1. */
  of({ file, start }: Place): number {
    let lines = this.byFile.get(file);
    if (!lines) this.byFile.set(file, (lines = new LineIndex(this.texts.get(file) ?? '')));
    return lines.positionAt(start).line + 1;
  }
}

/** Names come from files: what controls a terminal in them shows, and does nothing. */
function styleFor(paint: Paint): Style {
  return (emphasis, text) => {
    const harmless = escapeControls(text);
    if (emphasis === 'plain') return harmless;
    return paint(emphasis === 'heading' ? 'bold' : 'dim', harmless);
  };
}

export async function printMap(paths: readonly string[], format: MapFormat, shell: Shell): Promise<ExitStatus> {
  const config = await loadConfig(undefined, paths, ruleIds);
  const [found, project] = await Promise.all([
    select(paths, config, { levels: {}, defines: {} }),
    Project.create({ levels: {}, defines: {} }, false),
  ]);
  project.workspace.setSettings(found.settings);
  const unreadable = project.read(found.files);
  const result = await project.analyze();
  const facts = await project.workspace.allFacts();
  const lines = new Lines(project.contents);
  const map = workspaceMap(facts, (path) => project.contents.get(path));
  const report = mapReport(map, (place) => lines.of(place));
  const translate = featureTexts(shell.language);
  if (format === 'json') shell.print(toJson(report));
  else if (format === 'svg') shell.print(mapSvg(report, translate));
  else shell.print(mapText(report, translate, styleFor(shell.paint)));
  const errors = told([...found.errors, ...unreadable, ...result.errors], shell.translate);
  for (const { file, message } of errors) shell.complain(`${file}: ${message}`);
  return errors.length > 0 ? exitStatus.trouble : exitStatus.clean;
}
