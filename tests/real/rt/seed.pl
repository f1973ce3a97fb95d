# What a shop would set up once in its Request Tracker before Storeside connects to it. Prints the tokens as JSON.
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';
use JSON;
use RT -init;

my $system = RT->SystemUser;

sub made {
    my ($object, %fields) = @_;
    my ($id, $message) = $object->Create(%fields);
    die ref($object), ": $message\n" unless $id;
    return $object;
}

my $queue = made(RT::Queue->new($system), Name => 'Kiosk', Description => 'What shoppers ask at a kiosk');

for my $name (qw(ExternalId Store Kiosk Language)) {
    my $field = made(RT::CustomField->new($system), Name => $name, Type => 'FreeformSingle',
        LookupType => RT::Ticket->CustomFieldLookupType);
    my ($ok, $message) = $field->AddToObject($queue);
    die "$name: $message\n" unless $ok;
}

sub user {
    my ($name, $real_name, @rights) = @_;
    my $user = made(RT::User->new($system), Name => $name, RealName => $real_name,
        EmailAddress => lc($name) . '@example.org', Password => 'storeside-test', Privileged => 1);
    for my $right (@rights) {
        my ($ok, $message) = $user->PrincipalObj->GrantRight(Right => $right, Object => $queue);
        die "$name $right: $message\n" unless $ok;
    }
    my ($ok, $message) = $user->PrincipalObj->GrantRight(Right => 'ManageAuthTokens', Object => RT->System);
    die "$name ManageAuthTokens: $message\n" unless $ok;
    my ($id, $error, $token) = RT::AuthToken->new($system)->Create(Owner => $user->id, Description => 'tests');
    die "$name token: $error\n" unless $id;
    return $token;
}

my @shared = qw(SeeQueue ShowTicket ShowTicketComments ReplyToTicket CommentOnTicket ModifyTicket SeeCustomField);
my $token = user('storeside', 'Storeside', @shared, qw(CreateTicket ModifyCustomField SetInitialCustomField));
my $agent_token = user('nadia', 'Nadia Petrova', @shared, qw(OwnTicket TakeTicket));

print encode_json({ token => $token, agent_token => $agent_token }), "\n";
