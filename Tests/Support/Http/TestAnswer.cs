using System.Text;
using System.Text.Json;

namespace ConnectionsConsole.Tests.Support.Http;

/// <summary>One scripted answer of a <see cref="TestHttpServer"/>.</summary>
public sealed record TestAnswer
{
    public int Status { get; init; } = 200;

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Sent as they are: names and values may be ones that only a hostile server sends.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Nothing is sent before this ends; never, when it never does. The request is in the log already.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    /// <summary>Cuts the connection instead of answering: right away, or, where there is a body, after half of it.</summary>
    public bool Abort { get; init; }

    public static TestAnswer Empty(int status) => new() { Status = status };

    public static TestAnswer Text(string text, int status = 200, string contentType = "text/plain; charset=utf-8") =>
        new() { Status = status, ContentType = contentType, Body = Encoding.UTF8.GetBytes(text) };

    public static TestAnswer Html(string body) =>
        Text($"<!DOCTYPE html><html lang=\"en\"><head><title>Test</title></head><body>{body}</body></html>", contentType: "text/html; charset=utf-8");

    public static TestAnswer Json(object value, int status = 200) =>
        new() { Status = status, ContentType = "application/json", Body = JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web) };

    public static TestAnswer Bytes(ReadOnlyMemory<byte> body, string contentType, int status = 200) =>
        new() { Status = status, ContentType = contentType, Body = body };

    public static TestAnswer Redirect(Uri location, int status = 302) =>
        new() { Status = status, Headers = [("Location", location.ToString())] };
}
