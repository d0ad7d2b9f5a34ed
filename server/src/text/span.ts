/** Half-open range of UTF-16 offsets; the syntax layer's Span is the same shape. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

export type SourceLanguage = 'c' | 'cpp';
