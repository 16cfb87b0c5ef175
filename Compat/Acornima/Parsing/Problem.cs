namespace Acornima.Parsing;

/// <summary>A kind of error: its stable code and its words, in which {0} stands for what was found.</summary>
internal readonly record struct Problem(string Code, string Text);
