using System.Text.Json.Serialization;

namespace ConnectionsConsole.Domain.Integrations.Steps;

/// <summary>What a step's input holds (reference §5.1): a literal, a reference to an earlier step, a config variable, a template, or a list of these.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(LiteralValue), "value")]
[JsonDerivedType(typeof(ReferenceValue), "reference")]
[JsonDerivedType(typeof(ConfigVariableValue), "configVar")]
[JsonDerivedType(typeof(TemplateValue), "template")]
[JsonDerivedType(typeof(ListValue), "complex")]
public abstract record InputValue;

/// <summary>A text as it stands; booleans and numbers are written as text, "true", "42".</summary>
public sealed record LiteralValue(string Value) : InputValue;

/// <summary>A path into an earlier step's output, for example <c>pathHelper.results.pokemonUrl</c>.</summary>
public sealed record ReferenceValue(string Value) : InputValue;

/// <summary>The key of a required config variable; for a connection input the key of a connection slot.</summary>
public sealed record ConfigVariableValue(string Value) : InputValue;

/// <summary>Text with holes: <c>{{$step.results.path}}</c> for a step's output, <c>{{#Config Var}}</c> for a config variable.</summary>
public sealed record TemplateValue(string Value) : InputValue;

/// <summary>A list, or with <see cref="ListItem.Key"/> a list of names with values.</summary>
public sealed record ListValue(IReadOnlyList<ListItem> Value) : InputValue;

/// <param name="Key">The name in a key/value list; null in a plain list.</param>
public sealed record ListItem(string? Key, InputValue Value);
