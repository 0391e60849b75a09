import type { Problem } from '../core/problem';
import { problemWords } from './problem-words';
import type { Words } from './words/en';

export interface LinkWords {
  readonly title: string;
  readonly text: string;
  /** Another try may work; a link that is dead stays so. */
  readonly mayTry: boolean;
}

/** 404: nobody was given it. 410: it was, and works no more. 401: this browser has opened none, or too long ago. */
export function linkWords(problem: Problem, words: Words): LinkWords {
  const { link } = words;
  if (problem.status === 404) return { title: link.bad, text: link.unknown, mayTry: false };
  if (problem.status === 401) return { title: link.gone, text: link.goneLead, mayTry: false };
  if (problem.status === 410) return { title: link.bad, text: link.over, mayTry: false };
  const text = problemWords(problem, words, { platform: '', agency: '' });
  return { title: words.done.failed, text, mayTry: true };
}
