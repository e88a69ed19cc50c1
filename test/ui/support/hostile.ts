// Texts that would be markup, scripts or worse where somebody forgot that they are texts.

export const hostile =
  `x"'></textarea></title></select></style><probe-element></probe-element><img src=x onerror="window.ran=1">` +
  `<script>window.ran=1</script><a href="javascript:window.ran=1">l</a>\u202e<!--\` onfocus=window.ran=1 autofocus x='`;

/** Evaluates to what of a panel did not come from its own code, in all of its shadow trees. */
export const strangers = `(() => {
  const all = root => [...root.querySelectorAll('*')].flatMap(each => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
  const elements = all(document.body);
  const names = elements.flatMap(each => [...each.attributes].map(({ name }) => name));
  return [
    ...('ran' in window ? ['a script ran'] : []),
    ...('polluted' in {} ? ['a prototype was changed'] : []),
    ...elements.map(({ localName }) => localName).filter(name => /^(?:probe-element|iframe|object|embed|form|base)$/.test(name)),
    ...elements.filter(each => each.localName === 'img' && !each.src.startsWith('blob:')).map(() => 'img'),
    ...names.filter(name => /^on|^autofocus$/.test(name)),
  ];
})()`;

/** Families of evasion: markup, attributes, templates of frameworks, URLs, direction and control characters. */
export const evasions = [
  hostile,
  '<svg/onload=window.ran=1>',
  '<math><mi xlink:href="data:x,<script>window.ran=1</script>">',
  '<iframe srcdoc="<script>parent.ran=1</script>">',
  '{{constructor.constructor("window.ran=1")()}} ${window.ran=1} <%= window.ran=1 %>',
  'javascript:window.ran=1//',
  '\u202e\u2066\u200b\u0000\u001b[2J\r\n',
  '<!--><img src=x onerror=window.ran=1>-->',
  '<style>@import "http://127.0.0.1:9/x"</style><link rel=stylesheet href=http://127.0.0.1:9/x>',
];
