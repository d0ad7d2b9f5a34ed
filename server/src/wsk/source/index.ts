/**
 * Code that the quick fixes and the refactorings write into a driver. Each function takes facts of the model and the style of the
 * file, and gives text: what is correct WSK code stands here once, where it goes is the caller's concern.
 */
export { callbackHead, callbackStub, harmlessResult } from './callbackStub';
export { freeingRoutine, signallingRoutine } from './completionRoutine';
export { controlTarget, enableArguments, enableBlock, eventControl, staticEnableBlock } from './controlCall';
export { dispatchTable, tableMembers } from './dispatchTable';
export { waitedCall, type WaitedCall, type WaitedCode } from './irpPattern';
export { freeName, handlerName, shortName } from './names';
export {
  disableFunction,
  enableFunction,
  optionFunction,
  staticFunction,
  type SocketFunction,
} from './socketFunctions';
export { codeStyle, fromSource, inStyle, type CodeStyle } from './style';
