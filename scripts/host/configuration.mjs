/**
 * The text of a script for a page of VS Code, to run before the page's own: it changes what the page tells the workbench. A change
 * is merged with what is there, object by object; null takes something away.
 */
export function configuring(changes) {
  return `(() => {
    const merge = (into, changes) => {
      for (const [key, change] of Object.entries(changes)) {
        if (change === null) delete into[key];
        else if (typeof change === 'object' && !Array.isArray(change)) merge((into[key] ??= {}), change);
        else into[key] = change;
      }
    };
    const patch = () => {
      const meta = document.getElementById('vscode-workbench-web-configuration');
      if (!meta) return false;
      const configuration = JSON.parse(meta.getAttribute('data-settings'));
      merge(configuration, ${JSON.stringify(changes)});
      meta.setAttribute('data-settings', JSON.stringify(configuration));
      return true;
    };
    const observer = new MutationObserver(() => { if (patch()) observer.disconnect(); });
    observer.observe(document, { childList: true, subtree: true });
  })();`;
}
