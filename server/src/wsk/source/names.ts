/** Names for what generated code declares. */

/** The wanted name, or the first of it with a number that no word of the text is. */
export function freeName(wanted: string, text: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}${n}`;
    if (!new RegExp(`\\b${name}\\b`).test(text)) return name;
  }
}

/** A callback's name beside the names that the table's other handlers have: `ConnReceive` gives `ConnDisconnect`. */
export function handlerName(callback: string, siblings: readonly { callback: string; handler: string }[]): string {
  const event = shortName(callback);
  for (const { callback: other, handler } of siblings) {
    const stem = shortName(other);
    if (handler.includes(stem)) return handler.replace(stem, event);
  }
  return `On${event}`;
}

/** `WskReceiveFromEvent` is `ReceiveFrom`. */
export function shortName(callback: string): string {
  return callback.replace(/^Wsk/, '').replace(/Event$/, '');
}
