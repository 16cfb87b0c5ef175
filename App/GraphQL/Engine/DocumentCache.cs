using System.Collections.Concurrent;
using ConnectionsConsole.App.GraphQL.Engine.Language;

namespace ConnectionsConsole.App.GraphQL.Engine;

/// <summary>
/// Documents that were parsed and found valid, by their text. Programs send the same few again and again; somebody who writes values into the text instead
/// of sending variables must not fill the memory, so the cache is bounded and simply begins anew when it is full.
/// </summary>
internal sealed class DocumentCache
{
    /// <summary>Characters of all texts together; a parsed document takes some thirty times as many bytes.</summary>
    private const int MostCharacters = 1_000_000;

    /// <summary>Longer texts are parsed each time.</summary>
    private const int LongestText = 20_000;

    private ConcurrentDictionary<string, Document> _documents = new(StringComparer.Ordinal);
    private int _characters;

    public Document? Find(string text) => _documents.GetValueOrDefault(text);

    public void Add(string text, Document document)
    {
        if (text.Length > LongestText || !_documents.TryAdd(text, document))
        {
            return;
        }

        if (Interlocked.Add(ref _characters, text.Length) > MostCharacters)
        {
            _documents = new ConcurrentDictionary<string, Document>(StringComparer.Ordinal);
            Interlocked.Exchange(ref _characters, 0);
        }
    }
}
