using Acornima;

namespace ConnectionsConsole.Tests.Compat.Parsing;

/// <summary>Errors say what is wrong and where: code, words, line and column of the offending token.</summary>
public class ErrorTests
{
    [Theory]
    [InlineData("let a = 1;\nlet b = 2;\nconst c;", "DeclarationMissingInitializer", "Missing initializer in const declaration (3:8)")]
    [InlineData("1 = 2", "InvalidLhsInAssignment", "Invalid left-hand side in assignment (1:1)")]
    [InlineData("f() = 2", "InvalidLhsInAssignment", "Invalid left-hand side in assignment (1:1)")]
    [InlineData("a + b += 2", "InvalidLhsInAssignment", "Invalid left-hand side in assignment (1:1)")]
    [InlineData("a?.b = 1", "InvalidLhsInAssignment", "Invalid left-hand side: an optional chain cannot be assigned to (1:1)")]
    [InlineData("1++", "InvalidLhsInPostfixOp", "Invalid left-hand side expression in postfix operation (1:1)")]
    [InlineData("if (a {", "UnexpectedToken", "Unexpected token '{' (1:7)")]
    [InlineData("function f() {", "UnexpectedEOS", "Unexpected end of input (1:15)")]
    [InlineData("f(a b)", "UnterminatedArgList", "Missing ) after argument list (1:5)")]
    [InlineData("let x; let x", "VarRedeclaration", "Identifier 'x' has already been declared (1:12)")]
    [InlineData("return 1", "IllegalReturn", "Illegal return statement (1:1)")]
    [InlineData("break", "IllegalBreak", "Illegal break statement (1:1)")]
    [InlineData("x: { continue x }", "IllegalContinue", "Illegal continue statement: 'x' does not denote an iteration statement (1:15)")]
    [InlineData("'abc", "UnterminatedString", "Unterminated string literal (1:1)")]
    [InlineData("a\n`b${c}d", "UnterminatedTemplate", "Unterminated template literal (2:8)")]
    [InlineData("x = /a", "UnterminatedRegExp", "Invalid regular expression: missing / (1:5)")]
    [InlineData("({ a = 1 })", "InvalidCoverInitializedName", "Invalid shorthand property initializer (1:6)")]
    [InlineData("class A { #x; m() { this.#y } }", "InvalidPrivateFieldResolution", "Private field '#y' must be declared in an enclosing class (1:26)")]
    [InlineData("a ?? b || c", "UnexpectedToken", "'??' cannot be mixed with '||' and '&&' without parentheses (1:8)")]
    [InlineData("await x", "UnexpectedTokenIdentifier", "Unexpected identifier 'x' (1:7)")]
    [InlineData("'use strict'; 017", "StrictOctalLiteral", "Octal literals are not allowed in strict mode (1:15)")]
    [InlineData("v\\u0061r x", "InvalidEscapedReservedWord", "Keyword must not contain escaped characters (1:1)")]
    [InlineData("3in []", "IdentifierAfterNumber", "Identifier directly after number (1:2)")]
    [InlineData("a \u0001 b", "InvalidOrUnexpectedToken", "Invalid or unexpected token 'U+0001' (1:3)")]
    [InlineData("import a from 'a'", "ImportOutsideModule", "Cannot use import statement outside a module (1:1)")]
    public void InvalidScript_IsExplained(string source, string code, string message)
    {
        var error = Assert.Throws<SyntaxErrorException>(() => new Parser().ParseScript(source));

        Assert.Equal((code, message), (error.Error.Code, error.Message));
    }

    [Theory]
    [InlineData("export { a }", "ModuleExportUndefined", "Export 'a' is not defined in module (1:10)")]
    [InlineData("export default 1; export default 2", "DuplicateExport", "Duplicate export of 'default' (1:26)")]
    [InlineData("import a from 'a' with { b: 'c', 'b': 'd' }", "ImportAttributesDuplicateKey", "Import attributes has a duplicate key 'b' (1:34)")]
    [InlineData("{ import 'a' }", "ImportOutsideModule", "Cannot use import statement outside a module (1:3)")]
    public void InvalidModule_IsExplained(string source, string code, string message)
    {
        var error = Assert.Throws<SyntaxErrorException>(() => new Parser().ParseModule(source));

        Assert.Equal((code, message), (error.Error.Code, error.Message));
    }

    [Theory]
    [InlineData("return 1")]
    [InlineData("new.target")]
    [InlineData("super.x")]
    [InlineData("super()")]
    [InlineData("class A { m() { this.#x } }")]
    [InlineData("await 1")]
    [InlineData("import.meta")]
    public void WhatOptionsAllow_IsRefusedWithoutThem(string source)
    {
        Assert.Throws<SyntaxErrorException>(() => new Parser().ParseScript(source));
        var generous = new ParserOptions
        {
            AllowReturnOutsideFunction = true,
            AllowNewTargetOutsideFunction = true,
            AllowSuperOutsideMethod = true,
            AllowAwaitOutsideFunction = true,
            AllowImportExportEverywhere = true,
            CheckPrivateFields = false,
        };

        Assert.Single(new Parser(generous).ParseScript(source).Body);
    }

    [Theory]
    [InlineData("{ using a = b; await_ }", ExperimentalESFeatures.ExplicitResourceManagement)]
    [InlineData("for (using a of b) ;", ExperimentalESFeatures.ExplicitResourceManagement)]
    [InlineData("async () => { await using a = b }", ExperimentalESFeatures.ExplicitResourceManagement)]
    [InlineData("@a.b(1) class C { @d e; @(f) g() {} static accessor h = 1 }", ExperimentalESFeatures.Decorators)]
    [InlineData("import.source('a')", ExperimentalESFeatures.SourcePhaseImports)]
    [InlineData("import.defer('a')", ExperimentalESFeatures.DeferImportEvaluation)]
    public void ExperimentalSyntax_NeedsItsFeature(string source, ExperimentalESFeatures feature)
    {
        Assert.Throws<SyntaxErrorException>(() => new Parser().ParseScript(source));

        Assert.NotEqual(0, new Parser(new ParserOptions { ExperimentalESFeatures = feature }).ParseScript(source).Body.Count);
    }

    [Theory]
    [InlineData("{ using a; }")]
    [InlineData("using a = b")]
    [InlineData("switch (1) { case 1: using a = b }")]
    [InlineData("for (using a in b) ;")]
    [InlineData("if (1) using a = b")]
    [InlineData("@a b")]
    [InlineData("class C { @a constructor() {} @b }")]
    public void ExperimentalSyntaxOutOfPlace_IsRefused(string source) =>
        Assert.Throws<SyntaxErrorException>(() => new Parser(new ParserOptions { ExperimentalESFeatures = ExperimentalESFeatures.All }).ParseScript(source));

    [Theory]
    [InlineData("using\na = b")]
    [InlineData("using = 1; using.x; using(1); using [a] = b")]
    [InlineData("for (using of a) ; for (using in a) ;")]
    [InlineData("accessor = 1; class A { accessor; accessor2 = 1 }")]
    public void WordsOfExperimentalSyntax_RemainNames(string source) =>
        Assert.NotEqual(0, new Parser(new ParserOptions { ExperimentalESFeatures = ExperimentalESFeatures.All }).ParseScript(source).Body.Count);

    [Theory]
    [InlineData("a ** b", EcmaVersion.ES2016)]
    [InlineData("async function f() { }", EcmaVersion.ES2017)]
    [InlineData("async x => x", EcmaVersion.ES2017)]
    [InlineData("({ async m() { } })", EcmaVersion.ES2017)]
    [InlineData("({ ...a })", EcmaVersion.ES2018)]
    [InlineData("var { ...a } = b", EcmaVersion.ES2018)]
    [InlineData("async function* f() { }", EcmaVersion.ES2018)]
    [InlineData("async function f() { for await (const a of b) ; }", EcmaVersion.ES2018)]
    [InlineData("try { } catch { }", EcmaVersion.ES2019)]
    [InlineData("a ?? b", EcmaVersion.ES2020)]
    [InlineData("a?.b", EcmaVersion.ES2020)]
    [InlineData("1n", EcmaVersion.ES2020)]
    [InlineData("import('a')", EcmaVersion.ES2020)]
    [InlineData("1_0", EcmaVersion.ES2021)]
    [InlineData("a ||= b", EcmaVersion.ES2021)]
    [InlineData("class A { x }", EcmaVersion.ES2022)]
    [InlineData("class A { #x() { } }", EcmaVersion.ES2022)]
    [InlineData("class A { static { } }", EcmaVersion.ES2022)]
    [InlineData("#!shell", EcmaVersion.ES2023)]
    public void Syntax_NeedsItsEdition(string source, EcmaVersion since)
    {
        new Parser(new ParserOptions { EcmaVersion = since }).ParseScript(source);

        Assert.Throws<SyntaxErrorException>(() => new Parser(new ParserOptions { EcmaVersion = since - 1 }).ParseScript(source));
    }

    [Theory]
    [InlineData("export * as a from 'b'", EcmaVersion.ES2020)]
    [InlineData("await a", EcmaVersion.ES2022)]
    [InlineData("export { a as 'b' } from 'c'", EcmaVersion.ES2022)]
    [InlineData("import 'a' with { b: 'c' }", EcmaVersion.ES2025)]
    public void ModuleSyntax_NeedsItsEdition(string source, EcmaVersion since)
    {
        new Parser(new ParserOptions { EcmaVersion = since }).ParseModule(source);

        Assert.Throws<SyntaxErrorException>(() => new Parser(new ParserOptions { EcmaVersion = since - 1 }).ParseModule(source));
    }

    /// <summary>15.7: field initializers take no await from around them, static blocks reserve the word, functions inside start anew.</summary>
    [Theory]
    [InlineData("class C { x = await }", true)]
    [InlineData("class C { static x = await ? 1 : 2 }", true)]
    [InlineData("async function f() { class C { x = await } }", true)]
    [InlineData("async function f() { class C { x = await 1 } }", false)]
    [InlineData("async function f() { class C { [await 1] = 1 } }", true)]
    [InlineData("class C { static { await } }", false)]
    [InlineData("class C { static { await: ; } }", false)]
    [InlineData("class C { static { (() => await) } }", true)]
    [InlineData("class C { static { (x = await) => 1 } }", false)]
    [InlineData("class C { static { (function await() { }) } }", true)]
    [InlineData("class C { static { function await() { } } }", false)]
    [InlineData("class C { static { class D { x = await } } }", true)]
    [InlineData("class C { static { var a; function a() { } function a() { } } }", true)]
    [InlineData("class C { x = arguments }", false)]
    [InlineData("class C { x = () => arguments }", false)]
    [InlineData("class C { x = function () { arguments } }", true)]
    [InlineData("class C { static { () => arguments } }", false)]
    [InlineData("class eval { }", false)]
    [InlineData("function* g() { class C { x = yield } }", false)]
    [InlineData("class C { #a; #a }", false)]
    [InlineData("class C { get #a() { } set #a(b) { } }", true)]
    [InlineData("class C { get #a() { } static set #a(b) { } }", false)]
    [InlineData("class C extends D.#a { #a }", false)]
    [InlineData("class C { #a; m() { delete this.#a } }", false)]
    public void ClassElements_FollowTheirEarlyErrors(string source, bool isValid)
    {
        var error = Record.Exception(() => new Parser().ParseScript(source));

        Assert.True(isValid ? error is null : error is SyntaxErrorException, error?.ToString());
    }
}
