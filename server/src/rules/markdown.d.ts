/** The bundler reads a rule's page as text. */
declare module '*.md' {
  const text: string;
  export default text;
}
