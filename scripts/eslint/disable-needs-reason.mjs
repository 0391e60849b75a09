/** Lint rule: a suppression says why, after two dashes (`eslint-disable-next-line some-rule -- because …`). */

const DIRECTIVE = /^\s*eslint-disable/;
const REASON = /\s--\s+\S/;

/** @type {import('eslint').Rule.RuleModule} */
export const disableNeedsReason = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { missing: 'Say after two dashes why this rule is switched off here.' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (!DIRECTIVE.test(comment.value) || REASON.test(comment.value) || !comment.loc) continue;
          context.report({ loc: comment.loc, messageId: 'missing' });
        }
      },
    };
  },
};
