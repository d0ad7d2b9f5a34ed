/** Whether a text has anything to do with Winsock Kernel; elsewhere every feature stays silent. */

const mention =
  /\b(?:P?WSK_[A-Z]|_WSK_[A-Z]|PFN_WSK_|SO_WSK_|SIO_WSK_|Wsk[A-Z]\w+\s*\()|#\s*include\s*[<"](?:[^>"]*[\\/])?wsk\.h[>"]/i;

/** Names WSK: a use of one of its types, constants or functions, or its header. */
export function isWskCode(text: string): boolean {
  return mention.test(text);
}
