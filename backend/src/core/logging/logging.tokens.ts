/** The pino logger that everything writes through. */
export const ROOT_LOGGER = Symbol('root logger');

/** Where lines go instead of stdout, if anything is provided under this token. */
export const LOG_DESTINATION = Symbol('log destination');
