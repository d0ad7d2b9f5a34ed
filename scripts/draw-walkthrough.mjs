// Draws images/walkthrough/*.svg, the pictures of the walkthrough: code and signs, which need no translation, in the
// colours of the reader's theme. Run by hand when they change.
import { mkdirSync, writeFileSync } from 'node:fs';

const WIDTH = 480;
const FOLDER = 'images/walkthrough';

/** A colour of the theme, and one for viewers without a theme. */
const theme = (name, fallback) => `var(--vscode-${name},${fallback})`;
const border = (name) => theme(name, theme('contrastBorder', '#8888'));

/** Attributes, not a style sheet: the page that shows the pictures allows none in them. */
const kinds = {
  page: { fill: theme('editor-background', '#fff'), stroke: border('editorWidget-border') },
  box: { fill: theme('editorHoverWidget-background', '#f3f3f3'), stroke: border('editorHoverWidget-border') },
  selection: { fill: theme('list-activeSelectionBackground', '#0060c0') },
  selected: { fill: theme('list-activeSelectionForeground', '#fff') },
  quiet: { fill: theme('descriptionForeground', '#717171') },
  middle: { 'text-anchor': 'middle' },
  name: { fill: theme('textLink-foreground', '#652d90') },
  error: { fill: 'none', stroke: theme('editorError-foreground', '#e51400'), 'stroke-width': '1.5' },
  line: { stroke: border('editorWidget-border') },
  static: { fill: theme('charts-blue', '#1a85ff') },
  enabled: { fill: theme('charts-green', '#388a34') },
  half: { fill: 'none', stroke: theme('charts-green', '#388a34'), 'stroke-width': '1.5' },
  conditional: { fill: theme('charts-purple', '#652d90') },
  bulb: { fill: theme('editorLightBulb-foreground', '#ddb100') },
};

const all = {
  'font-family': theme('editor-font-family', 'Consolas,monospace'),
  'font-size': '13',
  fill: theme('editor-foreground', '#333'),
};

const written = (attributes) =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ');

/** Each class by what it stands for. */
const styled = (body) =>
  body.replace(/class="([^"]*)"/g, (_, names) =>
    written(Object.assign({}, ...names.split(' ').map((name) => kinds[name]))),
  );

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
/** Spaces that stay where the picture stands in a page. */
const aligned = (text) => text.replace(/^ +| {2,}/g, (spaces) => '\u00a0'.repeat(spaces.length));
const text = (x, y, content, name = '') =>
  `<text x="${x}" y="${y}"${name && ` class="${name}"`}>${aligned(escaped(content))}</text>`;
const box = (x, y, width, height) => `<rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="3"/>`;
const selection = (x, y, width, height) =>
  `<rect class="selection" x="${x}" y="${y}" width="${width}" height="${height}"/>`;
const squiggle = (x, y, waves) => `<path class="error" d="M${x} ${y}${'l3 -3l3 3'.repeat(waves)}"/>`;

const signs = {
  static: (x, y) => `<rect class="static" x="${x - 6}" y="${y - 6}" width="12" height="12"/>`,
  enabled: (x, y) => `<circle class="enabled" cx="${x}" cy="${y}" r="6"/>`,
  inherited: (x, y) =>
    `<circle class="half" cx="${x}" cy="${y}" r="6"/><path class="enabled" d="M${x} ${y - 6}a6 6 0 0 1 0 12z"/>`,
  conditional: (x, y) => `<path class="conditional" d="M${x} ${y - 7}l7 7l-7 7l-7 -7z"/>`,
};

function draw(name, height, ...parts) {
  const size = `viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}"`;
  const page = `<rect class="page" x=".5" y=".5" width="${WIDTH - 1}" height="${height - 1}" rx="6"/>`;
  const body = styled(`<g ${written(all)}>${page}${parts.flat().join('')}</g>`);
  writeFileSync(`${FOLDER}/${name}.svg`, `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${body}</svg>\n`);
}

const columnAt = (index) => 210 + index * 73;

function mapRow(y, table, cells) {
  const drawn = cells.map((sign, index) => (sign ? signs[sign](columnAt(index), y) : ''));
  return [text(16, y + 4, table, 'name'), ...drawn];
}

mkdirSync(FOLDER, { recursive: true });

draw(
  'findings',
  180,
  text(40, 34, 'Control.EventMask = WSK_EVENT_RECEIVE'),
  text(40, 58, '    | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;'),
  squiggle(196, 40, 22),
  squiggle(72, 64, 55),
  '<circle class="bulb" cx="22" cy="29" r="5"/><path class="bulb" d="M20 34h4v4h-4z"/>',
  box(40, 78, 420, 86),
  '<circle class="error" cx="58" cy="99" r="6"/><path class="error" d="M55 96l6 6m0 -6l-6 6"/>',
  text(72, 103, 'wsk(disable-one-event)'),
  selection(41, 120, 418, 30),
  text(72, 139, '2 × WskControlSocket(…)', 'selected'),
);

draw(
  'hover',
  180,
  text(20, 34, 'Provider->WskControlSocket(Socket, WskSetOption,'),
  text(52, 56, 'SO_WSK_EVENT_CALLBACK, SOL_SOCKET, …);'),
  box(52, 68, 408, 96),
  text(68, 92, 'SO_WSK_EVENT_CALLBACK', 'name'),
  signs.enabled(75, 110),
  text(92, 114, 'WskReceiveEvent     OnReceive'),
  signs.enabled(75, 130),
  text(92, 134, 'WskDisconnectEvent  OnDisconnect'),
  text(68, 155, 'IRQL <= DISPATCH_LEVEL', 'quiet'),
);

draw(
  'snippets',
  180,
  text(20, 34, 'wsk-dis'),
  '<path class="line" d="M78 21v17" stroke-width="1.5"/>',
  box(78, 44, 382, 122),
  selection(79, 48, 380, 26),
  text(94, 66, 'wsk-disable-irp', 'selected'),
  text(94, 92, 'wsk-disable'),
  text(94, 116, 'wsk-table-listen'),
  text(94, 140, 'wsk-callback-disconnect'),
);

draw(
  'map',
  180,
  ['Accept', 'Inspect', 'Receive', 'Disconnect'].map((name, index) => text(columnAt(index), 32, name, 'quiet middle')),
  '<path class="line" d="M8 46h464M8 90h464M8 134h464M166 12v156"/>',
  mapRow(68, 'ListenerEvents', ['enabled', 'conditional']),
  mapRow(112, 'ConnectionEvents', ['', '', 'enabled', 'inherited']),
  mapRow(156, 'DatagramEvents', ['', '', 'static']),
);

draw(
  'pipeline',
  180,
  box(16, 16, 448, 68),
  text(30, 42, '$ wsk-lint src'),
  text(30, 66, '12:34  error  disable-one-event', 'quiet'),
  squiggle(85, 71, 6),
  box(16, 98, 448, 68),
  text(30, 120, 'wsk-lint.json', 'quiet'),
  text(30, 144, '{ "rules": { "enable-with-irp": "off" } }'),
);
