// zod tries `new Function` once to see whether it may compile its parsers. The policy of the page forbids it, and the try itself
// would be reported as a violation. zod keeps its settings in this global, which all its copies share: said here, they hold before
// zod is loaded, and the first screen does not have to load it. The browser tests fail on any violation, so on a name that changed.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
export {}
