import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

const { createContext, constants } = vm;

/**
 * Jest's environment for Node, with an ordinary global object. Jest's own stands behind interceptors and a Proxy, which each use of
 * a global runs through, be it `BigInt`, `Buffer` or `Math`: tests that compute took nearly twice as long.
 */
export default class PlainGlobals extends TestEnvironment {
  constructor(...given) {
    vm.createContext = () => createContext(constants.DONT_CONTEXTIFY);
    try {
      super(...given);
    } finally {
      vm.createContext = createContext;
    }
  }
}
