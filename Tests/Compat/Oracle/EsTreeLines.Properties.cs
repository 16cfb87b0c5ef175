using System.Globalization;
using Acornima;
using Acornima.Ast;

namespace ConnectionsConsole.Tests.Compat.Oracle;

/// <summary>The ESTree properties of each node class, scalars on the line, children behind it, each in alphabetical order.</summary>
internal sealed partial class EsTreeLines
{
    private void WriteProperties(Node node)
    {
        switch (node)
        {
            case Expression expression:
                WriteExpression(expression);
                break;
            case ImportOrExportDeclaration or ModuleSpecifier or ImportAttribute:
                WriteModuleItem(node);
                break;
            case Statement statement:
                WriteStatement(statement);
                break;
            default:
                WritePart(node);
                break;
        }
    }

    private void WriteExpression(Expression expression)
    {
        switch (expression)
        {
            case Identifier node:
                Text("name", node.Name);
                break;
            case PrivateIdentifier node:
                Text("name", node.Name);
                break;
            case Literal node:
                WriteLiteral(node);
                break;
            case ThisExpression or Super:
                break;
            case ArrayExpression node:
                List("elements", node.Elements);
                break;
            case ObjectExpression node:
                List("properties", node.Properties);
                break;
            case MemberExpression node:
                Flag("computed", node.Computed);
                Child("object", node.Object);
                Flag("optional", node.Optional);
                Child("property", node.Property);
                break;
            case CallExpression node:
                List("arguments", node.Arguments);
                Child("callee", node.Callee);
                Flag("optional", node.Optional);
                break;
            case NewExpression node:
                List("arguments", node.Arguments);
                Child("callee", node.Callee);
                break;
            case SpreadElement node:
                Child("argument", node.Argument);
                break;
            case ChainExpression node:
                Child("expression", node.Expression);
                break;
            case ImportExpression node:
                Child("options", node.Options);
                Child("source", node.Source);
                break;
            case MetaProperty node:
                Child("meta", node.Meta);
                Child("property", node.Property);
                break;
            case AwaitExpression node:
                Child("argument", node.Argument);
                break;
            case YieldExpression node:
                Child("argument", node.Argument);
                Flag("delegate", node.Delegate);
                break;
            case ConditionalExpression node:
                Child("alternate", node.Alternate);
                Child("consequent", node.Consequent);
                Child("test", node.Test);
                break;
            case AssignmentExpression node:
                Child("left", node.Left);
                Text("operator", Symbol(node.Operator));
                Child("right", node.Right);
                break;
            case SequenceExpression node:
                List("expressions", withPlaces ? node.Expressions : NodeList.From([.. Flatten(node)]));
                break;
            case BinaryExpression node:
                Child("left", node.Left);
                Text("operator", Symbol(node.Operator));
                Child("right", node.Right);
                break;
            case UnaryExpression node:
                Child("argument", node.Argument);
                Text("operator", Symbol(node.Operator));
                Flag("prefix", node.Prefix);
                break;
            case ArrowFunctionExpression or FunctionExpression:
                WriteFunction((IFunction)expression);
                break;
            case ClassExpression node:
                WriteClass(node);
                break;
            case TemplateLiteral node:
                List("expressions", node.Expressions);
                List("quasis", node.Quasis);
                break;
            case TaggedTemplateExpression node:
                Child("quasi", node.Quasi);
                Child("tag", node.Tag);
                break;
            default:
                throw new ArgumentException($"No rule for {expression.GetType().Name}.", nameof(expression));
        }
    }

    /// <summary>a, b, c is written with further parentheses in the explicit form of a program.</summary>
    private static IEnumerable<Expression> Flatten(Expression expression) =>
        expression is SequenceExpression sequence ? sequence.Expressions.SelectMany(Flatten) : [expression];

    private void WriteLiteral(Literal literal)
    {
        if (withPlaces)
        {
            Text("raw", literal.Raw);
        }

        switch (literal)
        {
            case RegExpLiteral node:
                _line.Append(" regex=").Append(Quote(node.RegExp.Pattern)).Append('/').Append(node.RegExp.Flags);
                break;
            case BigIntLiteral node:
                _line.Append(CultureInfo.InvariantCulture, $" bigint={node.Value}");
                break;
            case NumericLiteral node:
                _line.Append(CultureInfo.InvariantCulture, $" number={BitConverter.DoubleToInt64Bits(node.Value):x}");
                break;
            case BooleanLiteral node:
                _line.Append(node.Value ? " value=true" : " value=false");
                break;
            default:
                Text("value", (literal as StringLiteral)?.Value);
                break;
        }
    }

    private void WriteFunction(IFunction function)
    {
        Flag("async", function.Async);
        Child("body", function.Body);
        Flag("expression", function.Expression);
        Flag("generator", function.Generator);
        Child("id", function.Id);
        List("params", function.Params);
    }

    private void WriteClass(IClass node)
    {
        Child("body", node.Body);
        Child("id", node.Id);
        Child("superClass", node.SuperClass);
    }

    private void WriteModuleItem(Node item)
    {
        switch (item)
        {
            case ImportDeclaration node:
                List("attributes", node.Attributes);
                Child("source", node.Source);
                List("specifiers", node.Specifiers);
                break;
            case ImportSpecifier node:
                Child("imported", node.Imported);
                Child("local", node.Local);
                break;
            case ImportDeclarationSpecifier node:
                Child("local", node.Local);
                break;
            case ImportAttribute node:
                Child("key", node.Key);
                Child("value", node.Value);
                break;
            case ExportAllDeclaration node:
                List("attributes", node.Attributes);
                Child("exported", node.Exported);
                Child("source", node.Source);
                break;
            case ExportDefaultDeclaration node:
                Child("declaration", node.Declaration);
                break;
            case ExportNamedDeclaration node:
                List("attributes", node.Attributes);
                Child("declaration", node.Declaration);
                Child("source", node.Source);
                List("specifiers", node.Specifiers);
                break;
            case ExportSpecifier node:
                Child("exported", node.Exported);
                Child("local", node.Local);
                break;
        }
    }

    private void WriteStatement(Statement statement)
    {
        switch (statement)
        {
            case BlockStatement node:
                List("body", node.Body);
                break;
            case ExpressionStatement node:
                if (node is Directive directive)
                {
                    Text("directive", directive.Value);
                }

                Child("expression", node.Expression);
                break;
            case FunctionDeclaration node:
                WriteFunction(node);
                break;
            case ClassDeclaration node:
                WriteClass(node);
                break;
            case VariableDeclaration node:
                List("declarations", node.Declarations);
                Text("kind", KindOf(node.Kind));
                break;
            case IfStatement node:
                Child("alternate", node.Alternate);
                Child("consequent", node.Consequent);
                Child("test", node.Test);
                break;
            case ContinueStatement node:
                Child("label", node.Label);
                break;
            case BreakStatement node:
                Child("label", node.Label);
                break;
            case ReturnStatement node:
                Child("argument", node.Argument);
                break;
            case ThrowStatement node:
                Child("argument", node.Argument);
                break;
            case WithStatement node:
                Child("body", node.Body);
                Child("object", node.Object);
                break;
            case LabeledStatement node:
                Child("body", node.Body);
                Child("label", node.Label);
                break;
            case TryStatement node:
                Child("block", node.Block);
                Child("finalizer", node.Finalizer);
                Child("handler", node.Handler);
                break;
            case SwitchStatement node:
                List("cases", node.Cases);
                Child("discriminant", node.Discriminant);
                break;
            case EmptyStatement or DebuggerStatement:
                break;
            default:
                WriteLoop(statement);
                break;
        }
    }

    private void WriteLoop(Statement statement)
    {
        switch (statement)
        {
            case DoWhileStatement node:
                Child("body", node.Body);
                Child("test", node.Test);
                break;
            case WhileStatement node:
                Child("body", node.Body);
                Child("test", node.Test);
                break;
            case ForStatement node:
                Child("body", node.Body);
                Child("init", node.Init);
                Child("test", node.Test);
                Child("update", node.Update);
                break;
            case ForInStatement node:
                Child("body", node.Body);
                Child("left", node.Left);
                Child("right", node.Right);
                break;
            case ForOfStatement node:
                Flag("await", node.Await);
                Child("body", node.Body);
                Child("left", node.Left);
                Child("right", node.Right);
                break;
            default:
                throw new ArgumentException($"No rule for {statement.GetType().Name}.", nameof(statement));
        }
    }

    private void WritePart(Node part)
    {
        switch (part)
        {
            case Program node:
                List("body", node.Body);
                Text("sourceType", node.SourceType == SourceType.Module ? "module" : "script");
                break;
            case ClassBody node:
                List("body", node.Body);
                break;
            case Property node:
                Flag("computed", node.Computed);
                Key(node.Key, node.Computed);
                Text("kind", KindOf(node.Kind));
                Flag("method", node is ObjectProperty { Method: true });
                Flag("shorthand", node.Shorthand);
                Child("value", node.Value);
                break;
            case ClassProperty node:
                Flag("computed", node.Computed);
                Key(node.Key, node.Computed);
                if (node is MethodDefinition)
                {
                    Text("kind", KindOf(node.Kind));
                }

                Flag("static", node.Static);
                Child("value", ((IProperty)node).Value);
                break;
            case CatchClause node:
                Child("body", node.Body);
                Child("param", node.Param);
                break;
            case SwitchCase node:
                List("consequent", node.Consequent);
                Child("test", node.Test);
                break;
            case VariableDeclarator node:
                Child("id", node.Id);
                Child("init", node.Init);
                break;
            case ArrayPattern node:
                List("elements", node.Elements);
                break;
            case ObjectPattern node:
                List("properties", node.Properties);
                break;
            case AssignmentPattern node:
                Child("left", node.Left);
                Child("right", node.Right);
                break;
            case RestElement node:
                Child("argument", node.Argument);
                break;
            case TemplateElement node:
                Flag("tail", node.Tail);
                Text("cooked", node.Value.Cooked);
                Text("raw", node.Value.Raw);
                break;
            default:
                throw new ArgumentException($"No rule for {part.GetType().Name}.", nameof(part));
        }
    }

    private static string KindOf(PropertyKind kind) => kind switch
    {
        PropertyKind.Init => "init",
        PropertyKind.Get => "get",
        PropertyKind.Set => "set",
        PropertyKind.Constructor => "constructor",
        PropertyKind.Method => "method",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "ESTree has no such kind of property."),
    };

    private static string KindOf(VariableDeclarationKind kind) => kind switch
    {
        VariableDeclarationKind.AwaitUsing => "await using",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
