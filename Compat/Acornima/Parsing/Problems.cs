namespace Acornima.Parsing;

/// <summary>Every kind of error that the parser reports. Codes are stable: callers compare them.</summary>
internal static class Problems
{
    // Lexical grammar
    public static readonly Problem InvalidCharacter = new("InvalidOrUnexpectedToken", "Invalid or unexpected token '{0}'");
    public static readonly Problem UnterminatedComment = new("UnterminatedComment", "Unterminated comment");
    public static readonly Problem UnterminatedString = new("UnterminatedString", "Unterminated string literal");
    public static readonly Problem UnterminatedTemplate = new("UnterminatedTemplate", "Unterminated template literal");
    public static readonly Problem UnterminatedRegExp = new("UnterminatedRegExp", "Invalid regular expression: missing /");
    public static readonly Problem InvalidRegExpFlags = new("InvalidRegExpFlags", "Invalid regular expression flags");
    public static readonly Problem InvalidUnicodeEscape = new("InvalidUnicodeEscapeSequence", "Invalid Unicode escape sequence");
    public static readonly Problem InvalidHexEscape = new("InvalidHexEscapeSequence", "Invalid hexadecimal escape sequence");
    public static readonly Problem TemplateOctalEscape = new("TemplateOctalLiteral", "Octal escape sequences are not allowed in template strings");
    public static readonly Problem InvalidNumber = new("InvalidNumber", "Invalid number: digits are missing");
    public static readonly Problem IdentifierAfterNumber = new("IdentifierAfterNumber", "Identifier directly after number");
    public static readonly Problem MisplacedNumericSeparator = new("InvalidNumericSeparator", "Numeric separators are allowed only between digits");
    public static readonly Problem ZeroDigitNumericSeparator = new("ZeroDigitNumericSeparator", "Numeric separator can not be used after leading 0");
    public static readonly Problem EscapedKeyword = new("InvalidEscapedReservedWord", "Keyword must not contain escaped characters");

    // Tokens out of place
    public static readonly Problem UnexpectedEnd = new("UnexpectedEOS", "Unexpected end of input");
    public static readonly Problem UnexpectedToken = new("UnexpectedToken", "Unexpected token '{0}'");
    public static readonly Problem UnexpectedRest = new("UnexpectedToken", "Unexpected token '...'");
    public static readonly Problem UnexpectedNumber = new("UnexpectedTokenNumber", "Unexpected number");
    public static readonly Problem UnexpectedString = new("UnexpectedTokenString", "Unexpected string");
    public static readonly Problem UnexpectedTemplate = new("UnexpectedTemplateString", "Unexpected template string");
    public static readonly Problem UnexpectedIdentifier = new("UnexpectedTokenIdentifier", "Unexpected identifier '{0}'");
    public static readonly Problem UnexpectedReserved = new("UnexpectedReserved", "Unexpected reserved word '{0}'");
    public static readonly Problem UnexpectedStrictReserved = new("UnexpectedStrictReserved", "Unexpected strict mode reserved word '{0}'");
    public static readonly Problem UnexpectedPrivateName = new("InvalidPrivateMethodAccess", "Unexpected private name");
    public static readonly Problem UnexpectedSuper = new("UnexpectedSuper", "'super' keyword unexpected here");
    public static readonly Problem UnexpectedNewTarget = new("UnexpectedNewTarget", "new.target expression is not allowed here");
    public static readonly Problem UnexpectedTokenUnaryExponentiation = new(
        "UnexpectedTokenUnaryExponentiation",
        "Unary operator used immediately before exponentiation expression; parenthesize one of them");
    public static readonly Problem MixedCoalescing = new("UnexpectedToken", "'??' cannot be mixed with '||' and '&&' without parentheses");
    public static readonly Problem UnterminatedArgumentList = new("UnterminatedArgList", "Missing ) after argument list");
    public static readonly Problem MissingParenAfterParameters = new("MissingParen", "Missing ) after formal parameters");
    public static readonly Problem OptionalChainTemplate = new("OptionalChainingNoTemplate", "Invalid tagged template on optional chain");
    public static readonly Problem OptionalChainInNew = new("OptionalChainingNoConstructor", "Invalid optional chain from new expression");
    public static readonly Problem ImportInNew = new("ImportCallNotNewExpression", "Cannot use new with import");
    public static readonly Problem TooDeeplyNested = new("TooDeeplyNested", "The source text is nested too deeply");

    public static readonly Problem FeatureOfALaterEdition = new("UnsupportedFeature", "The chosen edition of the language does not have {0}");

    // Names
    public static readonly Problem AwaitReserved = new("AwaitBindingIdentifier", "Cannot use 'await' as an identifier here");
    public static readonly Problem YieldReserved = new("UnexpectedStrictReserved", "Cannot use 'yield' as an identifier here");
    public static readonly Problem ArgumentsNotAllowed = new(
        "ArgumentsDisallowedInInitializerAndStaticBlock", "'arguments' is not allowed in class field initializer or static initialization block");
    public static readonly Problem StrictEvalArguments = new("StrictEvalArguments", "Unexpected '{0}' in strict mode: it cannot be bound or assigned");
    public static readonly Problem VarRedeclaration = new("VarRedeclaration", "Identifier '{0}' has already been declared");
    public static readonly Problem DuplicateParameter = new("ParamDupe", "Duplicate parameter name not allowed in this context");
    public static readonly Problem LabelRedeclaration = new("LabelRedeclaration", "Label '{0}' has already been declared");
    public static readonly Problem UnknownLabel = new("UnknownLabel", "Undefined label '{0}'");
    public static readonly Problem InvalidPrivateFieldResolution = new(
        "InvalidPrivateFieldResolution", "Private field '#{0}' must be declared in an enclosing class");

    // Expressions and patterns
    public static readonly Problem InvalidLhsInAssignment = new("InvalidLhsInAssignment", "Invalid left-hand side in assignment");
    public static readonly Problem InvalidLhsInForIn = new("InvalidLhsInFor", "Invalid left-hand side in for-in loop");
    public static readonly Problem InvalidLhsInForOf = new("InvalidLhsInFor", "Invalid left-hand side in for-of loop");
    public static readonly Problem InvalidLhsInPrefixOp = new("InvalidLhsInPrefixOp", "Invalid left-hand side expression in prefix operation");
    public static readonly Problem InvalidLhsInPostfixOp = new("InvalidLhsInPostfixOp", "Invalid left-hand side expression in postfix operation");
    public static readonly Problem InvalidDestructuringTarget = new("InvalidDestructuringTarget", "Invalid destructuring assignment target");
    public static readonly Problem InvalidRestTarget = new(
        "InvalidRestAssignmentPattern", "`...` must be followed by an assignable reference in assignment contexts");
    public static readonly Problem InvalidCoverInitializedName = new("InvalidCoverInitializedName", "Invalid shorthand property initializer");
    public static readonly Problem OptionalChainTarget = new("InvalidLhsInAssignment", "Invalid left-hand side: an optional chain cannot be assigned to");
    public static readonly Problem DuplicateProto = new("DuplicateProto", "Duplicate __proto__ fields are not allowed in object literals");
    public static readonly Problem CommaAfterRest = new("ElementAfterRest", "Rest element must be last element");
    public static readonly Problem RestDefaultInitializer = new("RestDefaultInitializer", "Rest parameter may not have a default initializer");
    public static readonly Problem StrictDelete = new("StrictDelete", "Delete of an unqualified identifier in strict mode");
    public static readonly Problem DeletePrivateField = new("DeletePrivateField", "Private fields can not be deleted");
    public static readonly Problem YieldInParameter = new("YieldInParameter", "Yield expression not allowed in formal parameter");
    public static readonly Problem AwaitInParameter = new("AwaitExpressionFormalParameter", "Illegal await-expression in formal parameters");
    public static readonly Problem StrictOctalLiteral = new("StrictOctalLiteral", "Octal literals are not allowed in strict mode");
    public static readonly Problem StrictOctalEscape = new("StrictOctalEscapeSequence", "Octal escape sequences are not allowed in strict mode");

    // Statements
    public static readonly Problem DeclarationMissingInitializer = new("DeclarationMissingInitializer", "Missing initializer in {0} declaration");
    public static readonly Problem LetInLexicalBinding = new("LetInLexicalBinding", "let is disallowed as a lexically bound name");
    public static readonly Problem UnexpectedLexicalDeclaration = new(
        "UnexpectedLexicalDeclaration", "Lexical declaration cannot appear in a single-statement context");
    public static readonly Problem AsyncFunctionInSingleStatement = new(
        "AsyncFunctionInSingleStatementContext", "Async functions can only be declared at the top level or inside a block");
    public static readonly Problem GeneratorInSingleStatement = new(
        "GeneratorInSingleStatementContext", "Generators can only be declared at the top level or inside a block");
    public static readonly Problem StrictFunction = new("StrictFunction", "In strict mode code, functions can only be declared at top level or inside a block");
    public static readonly Problem SloppyFunction = new(
        "SloppyFunction", "In non-strict mode code, functions can only be declared at top level, inside a block, or as the body of an if statement");
    public static readonly Problem IllegalReturn = new("IllegalReturn", "Illegal return statement");
    public static readonly Problem IllegalBreak = new("IllegalBreak", "Illegal break statement");
    public static readonly Problem IllegalContinue = new(
        "IllegalContinue", "Illegal continue statement: '{0}' does not denote an iteration statement");
    public static readonly Problem NoIterationStatement = new(
        "NoIterationStatement", "Illegal continue statement: no surrounding iteration statement");
    public static readonly Problem StrictWith = new("StrictWith", "Strict mode code may not include a with statement");
    public static readonly Problem MultipleDefaultsInSwitch = new("MultipleDefaultsInSwitch", "More than one default clause in switch statement");
    public static readonly Problem NewlineAfterThrow = new("NewlineAfterThrow", "Illegal newline after throw");
    public static readonly Problem NoCatchOrFinally = new("NoCatchOrFinally", "Missing catch or finally after try");
    public static readonly Problem ForInOfMultipleBindings = new(
        "ForInOrOfLoopMultiBindings", "Invalid left-hand side in for-in or for-of loop: must have a single binding");
    public static readonly Problem ForInOfInitializer = new(
        "ForInOrOfLoopInitializer", "for-in or for-of loop variable declaration may not have an initializer");
    public static readonly Problem ForOfLet = new("ForOfLet", "The left-hand side of a for-of loop may not start with 'let'");
    public static readonly Problem ForOfAsync = new("ForOfAsync", "The left-hand side of a for-of loop may not be 'async'");
    public static readonly Problem ForAwaitNotOf = new("ForAwaitNotOf", "for await needs a for-of loop");
    public static readonly Problem UsingInForIn = new("InvalidUsingInForInLoop", "Invalid 'using' in for-in loop");
    public static readonly Problem UsingNotAllowed = new("UsingNotAllowed", "'using' declarations are not allowed here: put them into a block");
    public static readonly Problem IllegalLanguageModeDirective = new(
        "IllegalLanguageModeDirective", "Illegal 'use strict' directive in function with non-simple parameter list");

    // Functions and classes
    public static readonly Problem BadGetterArity = new("BadGetterArity", "Getter must not have any formal parameters");
    public static readonly Problem BadSetterArity = new("BadSetterArity", "Setter must have exactly one formal parameter");
    public static readonly Problem BadSetterRestParameter = new("BadSetterRestParameter", "Setter function argument must not be a rest parameter");
    public static readonly Problem DuplicateConstructor = new("DuplicateConstructor", "A class may only have one constructor");
    public static readonly Problem ConstructorIsGenerator = new("ConstructorIsGenerator", "Class constructor may not be a generator");
    public static readonly Problem ConstructorIsAsync = new("ConstructorIsAsync", "Class constructor may not be an async method");
    public static readonly Problem ConstructorIsAccessor = new("ConstructorIsAccessor", "Class constructor may not be an accessor");
    public static readonly Problem ConstructorIsPrivate = new("ConstructorIsPrivate", "Class constructor may not be a private method");
    public static readonly Problem ConstructorClassField = new("ConstructorClassField", "Classes may not have a field named 'constructor'");
    public static readonly Problem StaticPrototype = new("StaticPrototype", "Classes may not have a static property named 'prototype'");
    public static readonly Problem InvalidDecorator = new("InvalidDecorator", "Decorators must precede a class or a class element");

    // Modules
    public static readonly Problem ImportOutsideModule = new("ImportOutsideModule", "Cannot use import statement outside a module");
    public static readonly Problem ExportOutsideModule = new("ExportOutsideModule", "Cannot use export statement outside a module");
    public static readonly Problem ImportMetaOutsideModule = new("ImportMetaOutsideModule", "Cannot use 'import.meta' outside a module");
    public static readonly Problem DuplicateExport = new("DuplicateExport", "Duplicate export of '{0}'");
    public static readonly Problem ModuleExportUndefined = new("ModuleExportUndefined", "Export '{0}' is not defined in module");
    public static readonly Problem InvalidModuleExportName = new(
        "InvalidModuleExportNameString", "Invalid module export name: contains unpaired surrogate character");
    public static readonly Problem ImportAttributesDuplicateKey = new("ImportAttributesDuplicateKey", "Import attributes has a duplicate key '{0}'");
}
