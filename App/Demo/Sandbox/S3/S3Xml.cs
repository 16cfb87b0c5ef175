using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ConnectionsConsole.App.Demo.Sandbox.S3;

/// <summary>The XML documents of the S3 REST API: written to responses, read from bodies.</summary>
internal static class S3Xml
{
    public const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    public const long MaximumBodyBytes = 2 * 1024 * 1024;

    private static readonly XmlWriterSettings s_writerSettings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        // Keys may hold control characters; they are then written as references, as on S3, instead of failing the listing.
        CheckCharacters = false,
    };

    public static Task WriteAsync(HttpContext http, string rootElement, Action<XmlWriter> content) => WriteAsync(http, 200, rootElement, Namespace, content);

    public static Task WriteErrorAsync(HttpContext http, S3Exception error, string resource) =>
        WriteAsync(http, error.StatusCode, "Error", "", xml =>
        {
            xml.WriteElementString("Code", error.Code);
            xml.WriteElementString("Message", error.Message);
            foreach (var (name, value) in error.Details)
            {
                xml.WriteElementString(name, value);
            }

            xml.WriteElementString("Resource", resource);
            xml.WriteElementString("RequestId", http.Response.Headers["x-amz-request-id"].ToString());
            xml.WriteElementString("HostId", http.Response.Headers["x-amz-id-2"].ToString());
        });

    public static void Time(XmlWriter xml, string element, DateTimeOffset time) =>
        xml.WriteElementString(element, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    public static void Number(XmlWriter xml, string element, long value) => xml.WriteElementString(element, value.ToString(CultureInfo.InvariantCulture));

    public static void Flag(XmlWriter xml, string element, bool value) => xml.WriteElementString(element, value ? "true" : "false");

    public static void Owner(XmlWriter xml, string element = "Owner")
    {
        xml.WriteStartElement(element);
        xml.WriteElementString("ID", "sandbox");
        xml.WriteElementString("DisplayName", "sandbox");
        xml.WriteEndElement();
    }

    public static async Task<XElement> ReadAsync(RequestBody body, string rootElement, CancellationToken cancellationToken)
    {
        var (content, _) = await body.ReadAllAsync(MaximumBodyBytes, cancellationToken);
        return Parse(content, rootElement);
    }

    /// <summary>Document types are refused: they could read files or grow without end.</summary>
    public static XElement Parse(byte[] content, string rootElement)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false };
            using var reader = XmlReader.Create(new MemoryStream(content, writable: false), settings);
            var root = XDocument.Load(reader).Root;
            return root is not null && root.Name.LocalName == rootElement ? root : throw S3Errors.MalformedXml();
        }
        catch (XmlException)
        {
            throw S3Errors.MalformedXml();
        }
    }

    /// <summary>Children of that name, in whichever namespace: clients differ in it.</summary>
    public static IEnumerable<XElement> Children(XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    public static string? ChildText(XElement element, string name) => Children(element, name).FirstOrDefault()?.Value;

    private static async Task WriteAsync(HttpContext http, int statusCode, string rootElement, string @namespace, Action<XmlWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, s_writerSettings))
        {
            xml.WriteStartElement(rootElement, @namespace);
            content(xml);
            xml.WriteEndElement();
        }

        http.Response.StatusCode = statusCode;
        http.Response.ContentType = "application/xml";
        http.Response.ContentLength = buffer.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), http.RequestAborted);
        }
    }
}
