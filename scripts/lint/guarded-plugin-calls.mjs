// No function of a plugin is called past `callPlugin`: what it does there would be put down to nobody, and not be
// counted, held to its time or held back. Its schemas count as functions: they may hold any code.
import ts from 'typescript';
import { isInSdk, pluginShapes, shapeOf } from './plugin-shapes.mjs';

/** The ways into a plugin's code, and the file of each. What hands its own parameter on to one of them is one, too. */
const doors = new Map([
  ['callPlugin', '/core/kernel/call-plugin.ts'],
  ['enterPlugin', '/core/kernel/call-plugin.ts'],
  ['callPluginSync', '/core/kernel/call-plugin.ts'],
  ['callInWorkspace', '/core/context/call-in-workspace.ts'],
]);
const parsers = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync']);

export const guardedPluginCalls = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      unguarded:
        'A function of a plugin ({{shape}}) is called past callPlugin. Call it through one of its doors.',
      handedOn:
        'A function of a plugin ({{shape}}) is handed on to what does not call it through callPlugin.',
      schema: 'A schema of a plugin ({{shape}}) is applied past callPlugin. Use inputForPlugin.',
    },
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    const look = lookAt(program);
    return {
      CallExpression(node) {
        for (const found of look(esTreeNodeToTSNodeMap.get(node))) {
          context.report({ node, messageId: found.kind, data: { shape: found.shape } });
        }
      },
    };
  },
};

function lookAt(program) {
  const checker = program.getTypeChecker();
  const shapes = pluginShapes(program);
  const forwarding = new Map();

  /** The plugin's shape that this function type belongs to. */
  function shapeOfFunction(expression) {
    const type = checker.getNonNullableType(checker.getTypeAtLocation(expression));
    for (const signature of type.getCallSignatures()) {
      const shape = shapeOfDeclaration(signature.declaration);
      if (shape) return shape;
    }
    return undefined;
  }

  function shapeOfDeclaration(declaration) {
    if (!declaration || !isType(declaration)) return undefined;
    const shape = shapeOf(declaration);
    if (isMarked(declaration)) return shape;
    return isInSdk(declaration.getSourceFile().fileName) && shapes.has(shape) ? shape : undefined;
  }

  function* look(call) {
    const callee = bareCallee(call.expression);
    const called = shapeOfFunction(callee);
    if (called && !isGuarded(call)) yield { kind: 'unguarded', shape: nameOf(called) };
    const schema = schemaIn(call);
    if (schema && !isGuarded(call)) yield { kind: 'schema', shape: nameOf(schema) };
    for (const [at, given] of call.arguments.entries()) {
      if (isFunctionLiteral(given)) continue;
      const shape = shapeOfFunction(given);
      if (shape && !takesInTurn(call, at) && !isGuarded(call))
        yield { kind: 'handedOn', shape: nameOf(shape) };
    }
  }

  /** `route.input.safeParse(…)`, or `parseInput(route.input, …)`. */
  function schemaIn({ expression, arguments: [first] }) {
    const isParsing = ts.isPropertyAccessExpression(expression) && parsers.has(expression.name.text);
    if (isParsing) return shapeOfValue(expression.expression);
    const isHandedOver = ts.isIdentifier(expression) && expression.text === 'parseInput' && first;
    return isHandedOver ? shapeOfValue(first) : undefined;
  }

  function shapeOfValue(expression) {
    const at = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
    for (const declaration of checker.getSymbolAtLocation(at)?.declarations ?? []) {
      const property = ts.isBindingElement(declaration) ? propertyOf(declaration) : declaration;
      const shape = shapeOfDeclaration(property);
      if (shape) return shape;
    }
    return undefined;
  }

  function propertyOf(element) {
    const name = (element.propertyName ?? element.name).getText();
    return checker.getTypeAtLocation(element.parent).getProperty(name)?.declarations?.[0];
  }

  /** Does it stand in a function that a door is given? */
  function isGuarded(node) {
    for (let at = node; at.parent; at = at.parent) {
      if (isMember(at) && isMarkedMember(at)) return true;
      if (!isFunctionLiteral(at) || !ts.isCallExpression(at.parent)) continue;
      const index = at.parent.arguments.indexOf(at);
      if (index >= 0 && takesInTurn(at.parent, index)) return true;
    }
    return false;
  }

  /** A member of the core's own that is called through a door wherever it is called, which is seen to as well. */
  function isMarkedMember(member) {
    const property = checker.getContextualType(member.parent)?.getProperty(member.name.getText());
    return (property?.declarations ?? []).some(isMarked);
  }

  /** Is what this call is given at that place called through a door? */
  function takesInTurn(call, index) {
    const declaration = checker.getResolvedSignature(call)?.declaration;
    if (!declaration?.parameters) return false;
    if (isDoor(declaration)) return index > 0;
    const parameter = declaration.parameters[index];
    return parameter !== undefined && declaration.body !== undefined && isHandedOn(declaration, parameter);
  }

  function isDoor(declaration) {
    const file = doors.get(declaration.name?.getText() ?? '');
    return file !== undefined && declaration.getSourceFile().fileName.endsWith(file);
  }

  /** Every mention of the parameter leads to a door. */
  function isHandedOn(declaration, parameter) {
    const before = forwarding.get(parameter);
    if (before !== undefined) return before;
    // One that calls itself says nothing new.
    forwarding.set(parameter, true);
    const answer = everyUse(declaration.body, checker.getSymbolAtLocation(parameter.name));
    forwarding.set(parameter, answer);
    return answer;
  }

  function everyUse(body, symbol) {
    let isSound = symbol !== undefined;
    const visit = (node) => {
      if (ts.isIdentifier(node) && checker.getSymbolAtLocation(node) === symbol) isSound &&= isSoundUse(node);
      ts.forEachChild(node, visit);
    };
    visit(body);
    return isSound;
  }

  function isSoundUse(node) {
    const { parent } = node;
    if (ts.isCallExpression(parent) && parent.expression === node) return isGuarded(parent);
    if (ts.isCallExpression(parent)) return takesInTurn(parent, parent.arguments.indexOf(node));
    return false;
  }

  return look;
}

function nameOf(shape) {
  return shape.name.text;
}

function isMember(node) {
  return (
    (ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node)) &&
    ts.isObjectLiteralExpression(node.parent)
  );
}

/** `@guarded` in the comment above. */
function isMarked(declaration) {
  const at = ts.isFunctionTypeNode(declaration) ? declaration.parent : declaration;
  return ts.getJSDocTags(at).some(({ tagName }) => tagName.text === 'guarded');
}

function isFunctionLiteral(node) {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

function isType(declaration) {
  return (
    ts.isMethodSignature(declaration) ||
    ts.isFunctionTypeNode(declaration) ||
    ts.isPropertySignature(declaration)
  );
}

/** `run.call(item, …)` calls `run`. */
function bareCallee(expression) {
  const isBound =
    ts.isPropertyAccessExpression(expression) && /^(call|apply|bind)$/.test(expression.name.text);
  return isBound ? expression.expression : expression;
}
