/** All projects of one session: one for each workspace folder, and one for each group of documents outside of them. */
import type { Language, Workspace } from '../core';
import { excludeMatcher, type ProjectSettings } from '../workspace/folderConfigs';
import { defaultSettings } from '../workspace/settings';
import { isInside, parentOf } from './fileIdentity';
import { Project, type ProjectEvents } from './project';

export class Projects {
  private readonly byRoot = new Map<string, Project>();
  private readonly matchers = new WeakMap<ProjectSettings, (path: string) => boolean>();
  /** Settings for what lies in no folder. */
  looseSettings: ProjectSettings = { ...defaultSettings, excludes: [], folders: [] };

  constructor(
    private readonly createWorkspace: () => Promise<Workspace>,
    private readonly language: Language,
    private readonly events: ProjectEvents,
  ) {}

  all(): Project[] {
    return [...this.byRoot.values()];
  }

  folders(): Project[] {
    return this.all().filter((project) => project.isFolder);
  }

  addFolder(root: string): Project {
    return this.byRoot.get(root) ?? this.add(root, true);
  }

  remove(root: string): Project | undefined {
    const project = this.byRoot.get(root);
    this.byRoot.delete(root);
    return project;
  }

  /** The innermost folder that holds the file. */
  folderOf(path: string): Project | undefined {
    let best: Project | undefined;
    for (const project of this.byRoot.values()) {
      if (!project.isFolder || !isInside(path, project.root)) continue;
      if (!best || project.root.length > best.root.length) best = project;
    }
    return best;
  }

  /** The project that has the file, or that would have it. */
  existing(path: string): Project | undefined {
    return this.folderOf(path) ?? this.byRoot.get(looseRoot(path));
  }

  /** The project that a document belongs to; documents outside of all folders make one of their own. */
  for(path: string): Project {
    return this.existing(path) ?? this.add(looseRoot(path), false);
  }

  private add(root: string, isFolder: boolean): Project {
    const project = new Project(root, isFolder, this.createWorkspace(), this.language, this.events, this.looseSettings);
    this.byRoot.set(root, project);
    return project;
  }

  /** Whether the settings leave a file out. */
  isExcluded(project: Project, path: string): boolean {
    if (!project.isFolder) return false;
    let matches = this.matchers.get(project.settings);
    if (!matches) {
      matches = excludeMatcher(project.settings.excludes);
      this.matchers.set(project.settings, matches);
    }
    return matches(path);
  }
}

/** Files of one folder are neighbours; buffers that were never saved have nothing to do with each other. */
function looseRoot(path: string): string {
  return path.startsWith('untitled:') || !path.includes('/') ? `loose:${path}` : `loose:${parentOf(path)}`;
}
